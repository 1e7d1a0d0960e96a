using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>
/// Recursive descent over the tokens. This part holds the cursor and the budgets that keep the parser, and
/// everything that later walks its tree, off the end of the stack.
/// </summary>
internal sealed partial class Grammar(List<Token> tokens, ParseOptions options)
{
    /// <summary>How deep expressions may nest: enough for an item of 128 levels as a literal.</summary>
    public const int NestingMax = 160;

    /// <summary>How tall a tree may grow, chains and paths included; each level is a stack frame later.</summary>
    public const int HeightMax = 240;

    private int _at;
    private int _nesting;

    // The height of the node most recently returned by a Parse method.
    private int _height;

    private Token Current => tokens[_at];

    private Token Advance() => tokens[_at++];

    private Token Ahead(int distance) => tokens[Math.Min(_at + distance, tokens.Count - 1)];

    private bool IsSymbol(string symbol) => Current.Kind == TokenKind.Symbol && Current.Text == symbol;

    private bool IsKeyword(string keyword) => Current.Kind == TokenKind.Keyword && Current.Text == keyword;

    private bool IsName => Current.Kind is TokenKind.Identifier or TokenKind.QuotedName;

    // Words that are keywords only where the grammar asks for them, and names everywhere else.
    private bool IsWord(string word) =>
        Current.Kind == TokenKind.Identifier && Current.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool TrySymbol(string symbol)
    {
        if (!IsSymbol(symbol)) return false;
        _at++;
        return true;
    }

    private bool TryKeyword(string keyword)
    {
        if (!IsKeyword(keyword)) return false;
        _at++;
        return true;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TrySymbol(symbol)) throw Unexpected(symbol);
    }

    private void ExpectKeyword(string keyword)
    {
        if (!TryKeyword(keyword)) throw Unexpected(keyword);
    }

    private string ExpectName(string expected)
    {
        if (!IsName) throw Unexpected(expected);
        return Advance().Text;
    }

    // A name that stands after "." or AS, where no keyword of the grammar can follow.
    private string ExpectPropertyName(string expected)
    {
        if (Current.Kind != TokenKind.Keyword || !options.AllowKeywordsAsPropertyNames) return ExpectName(expected);
        return Advance().Written;
    }

    public void ExpectEnd()
    {
        if (options.AllowSemicolon) TrySymbol(";");
        if (Current.Kind != TokenKind.End) throw Unexpected("the end of the query");
    }

    private SqlException Unexpected(string expected) =>
        new(SqlErrorCodes.Syntax, Current.Position, $"found {Current.Written}, expected {expected}.");

    private void Enter()
    {
        if (++_nesting > NestingMax)
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, Current.Position,
                $"the query is nested more than {NestingMax} levels deep; write it flatter or pass values as "
                + "parameters.");
    }

    private void Leave() => _nesting--;

    private T Node<T>(T node, SourcePosition position, int childHeight)
        where T : SqlNode
    {
        _height = childHeight + 1;
        if (_height > HeightMax)
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, position,
                $"the expression is more than {HeightMax} operators deep; split it or use parentheses to balance "
                + "it.");
        return node with { Position = position };
    }
}
