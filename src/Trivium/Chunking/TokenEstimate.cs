namespace Trivium.Chunking;

/// <summary>
/// How many tokens a model makes of a text, estimated from scripts and the shapes of words, for there is a tokenizer per
/// model and none is at hand. The weights were fitted to the byte pair vocabularies cl100k and o200k: in prose of eleven
/// languages, source code, JSON, hexadecimal and base64 the larger count is at most 1.15 times the estimate, and mostly
/// below it; of text that nobody wrote (random letters, random Han) it is at most <see cref="UnderestimateMax"/> times as
/// many. The parts of a text never come to less than the whole, but for what one word or run of marks is cut into.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>3: no text that was tried has more tokens than three times the estimate.</summary>
    public const int UnderestimateMax = 3;

    /// <summary>Parts are weighed in twelfths of a token, so that many short ones are not rounded up each.</summary>
    public const int UnitsPerToken = 12;

    private const int LineEnd = 11;
    private const int Blanks = 12;
    private const int BlankBeforeDigit = 12;
    private const int Mark = 12;
    private const int NextMark = 6;
    private const int SameMark = 2;
    private const int DigitsPerToken = 3;

    /// <summary>Of a run of letters and digits in turn, such as base64, each character.</summary>
    private const int MixedCharacter = 9;

    private const int MixedPartsMin = 4;
    private const int MixedPartLengthMax = 4;

    /// <summary>By length; what is longer has <see cref="LongWordCharacter"/> for each letter more.</summary>
    private static ReadOnlySpan<byte> WordUnits => [0, 10, 11, 11, 11, 11, 12, 13, 16, 19, 21, 23, 25, 27, 29];

    private const int LongWordCharacter = 3;
    private const int Capitals = 4;
    private const int Capital = 6;

    /// <summary>The tokens of a text, rounded up; 0 of white space alone is possible.</summary>
    public static int Of(ReadOnlySpan<char> text) => Tokens(Units(text));

    /// <summary>Units as tokens, rounded up.</summary>
    public static int Tokens(long units) => (int)Math.Min(int.MaxValue, (units + UnitsPerToken - 1) / UnitsPerToken);

    /// <summary>The weight of a text in <see cref="UnitsPerToken"/>.</summary>
    public static long Units(ReadOnlySpan<char> text)
    {
        long units = 0;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            var start = i++;
            if (char.IsAsciiLetterOrDigit(c))
            {
                while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
                    i++;
                units += RunUnits(text[start..i]);
            }
            else if (c == ' ')
            {
                // A single blank is part of the word after it, but not of a number.
                while (i < text.Length && text[i] == ' ')
                    i++;
                units += i - start > 1 ? Blanks : i < text.Length && char.IsAsciiDigit(text[i]) ? BlankBeforeDigit : 0;
            }
            else if (c is '\n' or '\r' or '\t')
            {
                while (i < text.Length && text[i] is '\n' or '\r' or '\t')
                    i++;
                units += LineEnd;
            }
            else if (c < 0x80)
            {
                units += Mark;
                for (; i < text.Length && IsMark(text[i]); i++)
                    units += text[i] == text[i - 1] ? SameMark : NextMark;
            }
            else
            {
                units += CharacterUnits(c);
            }
        }

        return units;
    }

    private static bool IsMark(char c) => c is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(c);

    /// <summary>A run of letters and digits, parted where digits begin or end and where a capital follows a small letter.</summary>
    private static long RunUnits(ReadOnlySpan<char> run)
    {
        long units = 0;
        var parts = 0;
        for (var i = 0; i < run.Length; parts++)
        {
            var start = i;
            if (char.IsAsciiDigit(run[i]))
            {
                while (i < run.Length && char.IsAsciiDigit(run[i]))
                    i++;
                units += (i - start + DigitsPerToken - 1) / DigitsPerToken * UnitsPerToken;
                continue;
            }

            while (i < run.Length && char.IsAsciiLetterUpper(run[i]))
                i++;
            if (i - start > 1)
            {
                units += Capitals + Capital * (i - start);
                continue;
            }

            while (i < run.Length && char.IsAsciiLetterLower(run[i]))
                i++;
            units += WordUnit(i - start);
        }

        var isMixed = parts >= MixedPartsMin && run.Length < parts * MixedPartLengthMax;
        return isMixed ? Math.Max(units, MixedCharacter * run.Length) : units;
    }

    private static long WordUnit(int length) => length < WordUnits.Length
        ? WordUnits[length]
        : WordUnits[^1] + LongWordCharacter * (length - WordUnits.Length + 1);

    private static int CharacterUnits(char c) => c switch
    {
        < '\u0250' => 20,
        >= '\u0400' and < '\u0530' => 7,
        < '\u0800' => 12,
        >= '\u2010' and <= '\u2027' => 12,
        >= '\u3041' and <= '\u309F' => 11,
        >= '\u30A0' and <= '\u30FF' => 12,
        >= '\u3000' and <= '\u303F' or >= '\uFF00' and <= '\uFFEF' => 13,
        >= '\u4E00' and <= '\u9FFF' => 16,
        >= '\uAC00' and <= '\uD7A3' => 17,
        // Half of a surrogate pair.
        >= '\uD800' and <= '\uDFFF' => 18,
        _ => 24,
    };
}
