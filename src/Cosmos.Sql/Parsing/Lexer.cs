using System.Globalization;
using System.Text;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>Cuts the text into tokens, one pass, in time linear in its length.</summary>
internal sealed class Lexer(string text, ParseOptions options)
{
    // Enough of a word to recognise it in a message.
    private const int WrittenCharsMax = 32;

    // Longest first, so that ">>>" is not read as ">>" and ">".
    private static readonly string[] Symbols =
    [
        ">>>", "<<", ">>", "<=", ">=", "<>", "!=", "||", "??",
        "<", ">", "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "(", ")", "[", "]", "{", "}", ",", ".", ":", "?",
    ];

    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public List<Token> Read()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= text.Length) break;
            var character = text[_at];
            if (character is '\'' or '"' || (character == '`' && options.AllowQuotedNames)) ReadString(character);
            else if (char.IsAsciiDigit(character) || (character == '.' && NextIsDigit())) ReadNumber();
            else if (character == '@') ReadParameter();
            else if (Keywords.IsStart(character)) ReadWord();
            else ReadSymbol();
        }

        _tokens.Add(new Token(TokenKind.End, "", 0, Here(_at), "the end of the query"));
        return _tokens;
    }

    private bool NextIsDigit() => _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);

    private SourcePosition Here(int at) => new(_line, at - _lineStart + 1);

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            var character = text[_at];
            if (character == '\n')
            {
                _at++;
                _line++;
                _lineStart = _at;
            }
            else if (char.IsWhiteSpace(character) || character == '\uFEFF') _at++;
            else if (Starts("--")) SkipComment();
            else if (options.AllowBlockComments && Starts("/*")) SkipBlockComment();
            else return;
        }
    }

    private bool Starts(string symbol) => string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0;

    private void SkipBlockComment()
    {
        var position = Here(_at);
        var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw new SqlException(
                SqlErrorCodes.Syntax, position,
                "found a comment that is never closed, expected */ before the end of the query.");
        for (; _at < end; _at++)
        {
            if (text[_at] != '\n') continue;
            _line++;
            _lineStart = _at + 1;
        }

        _at += 2;
    }

    private void SkipComment()
    {
        while (_at < text.Length && text[_at] != '\n') _at++;
    }

    private void Add(TokenKind kind, int start, string value, double number = 0, SourcePosition? position = null)
    {
        var written = text.Substring(start, Math.Min(_at - start, WrittenCharsMax));
        if (_at - start > WrittenCharsMax) written += "…";
        _tokens.Add(new Token(kind, value, number, position ?? Here(start), written));
    }

    private void ReadWord()
    {
        var start = _at;
        while (_at < text.Length && Keywords.IsPart(text[_at])) _at++;
        var word = text.AsSpan(start, _at - start);
        if (Keywords.TryGet(word, out var keyword)) Add(TokenKind.Keyword, start, keyword);
        else Add(TokenKind.Identifier, start, word.ToString());
    }

    private void ReadParameter()
    {
        var start = _at++;
        while (_at < text.Length && Keywords.IsPart(text[_at])) _at++;
        if (_at == start + 1)
            throw new SqlException(SqlErrorCodes.Syntax, Here(start), "found @, expected a parameter name after it.");
        Add(TokenKind.Parameter, start, text[start.._at]);
    }

    private void ReadSymbol()
    {
        foreach (var symbol in Symbols)
        {
            if (!Starts(symbol)) continue;
            AddSymbol(symbol);
            return;
        }

        if (options.AllowSemicolon && text[_at] == ';')
        {
            AddSymbol(";");
            return;
        }

        var rune = Rune.TryGetRuneAt(text, _at, out var whole) ? whole.ToString() : "a lone surrogate";
        throw new SqlException(
            SqlErrorCodes.Syntax, Here(_at),
            $"found {rune}, expected a word, a number, a string or an operator.");
    }

    private void AddSymbol(string symbol)
    {
        var start = _at;
        _at += symbol.Length;
        Add(TokenKind.Symbol, start, symbol);
    }

    private void ReadNumber()
    {
        var start = _at;
        double number;
        if (text[_at] == '0' && _at + 1 < text.Length && text[_at + 1] is 'x' or 'X')
        {
            _at += 2;
            while (_at < text.Length && char.IsAsciiHexDigit(text[_at])) _at++;
            if (!ulong.TryParse(text.AsSpan(start + 2, _at - start - 2), NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture, out var bits))
                throw new SqlException(
                    SqlErrorCodes.Literal, Here(start),
                    $"found {Excerpt(start)}, expected 1 to 16 hexadecimal digits after 0x.");
            number = bits;
        }
        else
        {
            SkipDigits();
            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                SkipDigits();
            }

            SkipExponent();
            number = double.Parse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        if (!double.IsFinite(number))
            throw new SqlException(
                SqlErrorCodes.Literal, Here(start),
                $"found {Excerpt(start)}, expected a number of magnitude at most 1.7976931348623157E+308.");
        if (_at < text.Length && Keywords.IsStart(text[_at]))
            throw new SqlException(
                SqlErrorCodes.Syntax, Here(start),
                $"found {Excerpt(start)}{text[_at]}, expected a number to end before a letter.");
        Add(TokenKind.Number, start, "", number);
    }

    private string Excerpt(int start) => text.Substring(start, Math.Min(_at - start, WrittenCharsMax));

    private void SkipDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
    }

    private void SkipExponent()
    {
        if (_at >= text.Length || text[_at] is not ('e' or 'E')) return;
        var digits = _at + 1;
        if (digits < text.Length && text[digits] is '+' or '-') digits++;
        if (digits >= text.Length || !char.IsAsciiDigit(text[digits])) return;
        _at = digits;
        SkipDigits();
    }

    private void ReadString(char quote)
    {
        var start = _at++;
        var position = Here(start);
        var content = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
                throw new SqlException(
                    SqlErrorCodes.Literal, position,
                    $"found a {(quote == '\'' || !options.AllowQuotedNames ? "string" : "name")} that is never closed, "
                    + $"expected {quote} before the end of the query.");
            var character = text[_at++];
            if (character == quote)
            {
                if (!options.AllowDoubledQuotes || _at >= text.Length || text[_at] != quote) break;
                _at++;
            }
            else if (character == '\\') character = ReadEscape();
            else if (character == '\n')
            {
                _line++;
                _lineStart = _at;
            }

            content.Append(character);
        }

        var value = content.ToString();
        if (!IsWellFormed(value))
            throw new SqlException(
                SqlErrorCodes.Literal, position,
                "found a string with a lone surrogate, expected whole characters.");
        var isName = quote != '\'' && options.AllowQuotedNames;
        if (isName && value.Length == 0)
            throw new SqlException(SqlErrorCodes.Syntax, position, "found an empty name, expected one in the quotes.");
        Add(isName ? TokenKind.QuotedName : TokenKind.String, start, value, position: position);
    }

    private char ReadEscape()
    {
        var start = _at - 1;
        if (_at < text.Length)
        {
            switch (text[_at++])
            {
                case '\'': return '\'';
                case '"': return '"';
                case '\\': return '\\';
                case '/': return '/';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4),
                    NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    _at += 4;
                    return (char)unit;
            }
        }

        throw new SqlException(
            SqlErrorCodes.Literal, Here(start),
            $"found the escape {Excerpt(start)}, expected \\' \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four "
            + "hexadecimal digits.");
    }

    private static bool IsWellFormed(string value)
    {
        foreach (var rune in value.EnumerateRunes())
            if (rune == Rune.ReplacementChar && !value.Contains('\uFFFD')) return false;
        return true;
    }
}
