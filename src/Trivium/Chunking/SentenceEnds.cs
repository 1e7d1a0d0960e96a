using System.Buffers;

namespace Trivium.Chunking;

/// <summary>
/// Finds where sentences end, in English and Japanese: at a full stop that belongs to no abbreviation, number or quotation,
/// and at the end of a line that is not merely wrapped.
/// </summary>
internal static class SentenceEnds
{
    /// <summary>300 characters: a bracket that is closed later than that is taken for one that is not closed.</summary>
    private const int QuotationCharsMax = 300;

    /// <summary>40 and 20 characters: a shorter line was ended by who wrote it, not by the width of a page.</summary>
    private const int WrappedLatinCharsMin = 40;
    private const int WrappedJapaneseCharsMin = 20;

    private const string Closing = "\"')]」』）】”’。！？";
    private const string Opening = "「『（【〔";
    private const string OpeningEnds = "」』）】〕";
    private const string FullStops = "。！？";

    /// <summary>12 letters: more than any abbreviation has.</summary>
    private const int AbbreviationLengthMax = 12;

    private static readonly SearchValues<string> Abbreviations = SearchValues.Create(
        ["e.g", "i.e", "dr", "mr", "mrs", "ms", "prof", "vs", "cf", "approx", "resp"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> NumberAbbreviations = SearchValues.Create(
        ["no", "nos", "fig", "figs", "eq", "sec", "ch", "vol", "p", "pp", "art", "tab", "v", "ver"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The end of the sentence that begins at <paramref name="start"/>, with the white space after it; at most
    /// <paramref name="end"/>.
    /// </summary>
    public static int Next(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (Opening.Contains(c) && QuotationEnd(text, i, end) is var closed and > 0)
            {
                i = closed;
                if (FullStops.Contains(text[i - 1]) && IsNothingOrQuotation(text, i + 1, end))
                    return SkipWhiteSpace(text, i + 1, end);
            }
            else if (EndsAt(text, start, i, end))
            {
                return SkipWhiteSpace(text, SkipClosing(text, i + 1, end), end);
            }
        }

        return end;
    }

    /// <summary>Where what follows <paramref name="position"/> is no white space.</summary>
    public static int SkipWhiteSpace(string text, int position, int end)
    {
        while (position < end && char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }

    private static bool EndsAt(string text, int start, int i, int end)
    {
        switch (text[i])
        {
            case '\n':
                return !IsWrapped(text, start, i, end);
            case '。' or '！' or '？':
                return true;
            case '．':
                return i + 1 == end || text[i + 1] is not (>= '０' and <= '９' or >= '0' and <= '9');
            case '.' or '!' or '?':
                var next = SkipClosing(text, i + 1, end);
                return (next == end || char.IsWhiteSpace(text[next]))
                    && !(text[i] == '.' && next == i + 1 && IsAbbreviation(text, start, i, end));
            default:
                return false;
        }
    }

    private static int SkipClosing(string text, int position, int end)
    {
        while (position < end && Closing.Contains(text[position]))
            position++;
        return position;
    }

    /// <summary>Where the bracket is closed that is opened at i; -1 where it is not, in the same line.</summary>
    private static int QuotationEnd(string text, int i, int end)
    {
        var (open, close) = (text[i], OpeningEnds[Opening.IndexOf(text[i], StringComparison.Ordinal)]);
        var depth = 0;
        for (var limit = Math.Min(end, i + QuotationCharsMax); i < limit && text[i] != '\n'; i++)
        {
            depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private static bool IsNothingOrQuotation(string text, int position, int end) =>
        position >= end || char.IsWhiteSpace(text[position]) || Opening.Contains(text[position]);

    /// <summary>True for a line end in the middle of a sentence, as texts have that are wrapped at a width.</summary>
    private static bool IsWrapped(string text, int start, int i, int end)
    {
        if (i == start || i + 1 >= end)
            return false;
        var (before, after) = (text[i - 1], text[i + 1]);
        var lineLength = i - 1 - (i > 1 ? text.LastIndexOf('\n', i - 1, Math.Min(i, WrappedLatinCharsMin)) : -1);
        if (IsJapanese(before) || before == '、')
            return IsJapanese(after) && lineLength >= WrappedJapaneseCharsMin;
        return (char.IsAsciiLetterOrDigit(before) || before is ',' or ';' or ')')
            && (char.IsAsciiLetterLower(after) || (char.IsAsciiLetter(after) && lineLength >= WrappedLatinCharsMin));
    }

    /// <summary>Kana and Han; the middle dot begins an item.</summary>
    private static bool IsJapanese(char c) => c != '・' && c is >= '\u3041' and <= '\u30FF' or >= '\u4E00' and <= '\u9FFF';

    /// <summary>True for a dot after which the sentence goes on.</summary>
    private static bool IsAbbreviation(string text, int start, int dot, int end)
    {
        var after = SkipWhiteSpace(text, dot + 1, end);
        if (after == end)
            return false;
        var from = dot;
        while (from > start && dot - from < AbbreviationLengthMax && (char.IsAsciiLetter(text[from - 1]) || text[from - 1] == '.'))
            from--;
        var word = text.AsSpan(from, dot - from);

        // "3. Do this": the number of an item.
        if (word.Length == 0)
            return dot > start && text.AsSpan(start, dot - start).IndexOfAnyExceptInRange('0', '9') < 0;
        if (from > start && char.IsLetterOrDigit(text[from - 1]))
            return false;
        if (char.IsAsciiLetterLower(text[after]) || IsIn(Abbreviations, word))
            return true;
        if (char.IsAsciiDigit(text[after]) && IsIn(NumberAbbreviations, word))
            return true;

        // "J. Smith", "U.S. law".
        return char.IsAsciiLetterUpper(text[after]) && char.IsAsciiLetterUpper(word[0])
            && (word.Length == 1 || (word.Length > 2 && word[1] == '.'));
    }

    private static bool IsIn(SearchValues<string> words, ReadOnlySpan<char> word) => words.Contains(word.ToString());
}
