using System.Globalization;

namespace Trivium.Chunking;

/// <summary>A part of a text that is not split further, up to where the next begins.</summary>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="Length">In UTF-16 units, with the white space after it.</param>
/// <param name="Width">See <see cref="CharacterWidth"/>; with the white space after it.</param>
/// <param name="TrimmedWidth">The same without: what it takes at the end of a chunk.</param>
/// <param name="EndsParagraph">True where an empty line follows.</param>
internal readonly record struct Sentence(int Start, int Length, int Width, int TrimmedWidth, bool EndsParagraph)
{
    public int End => Start + Length;
}

/// <summary>
/// Splits text at the ends of sentences and lines; what is still wider than a chunk at blanks, and what has no blank
/// between grapheme clusters. Together the sentences are the text, without a gap.
/// </summary>
internal static class Sentences
{
    /// <summary>256 UTF-16 units: a longer "cluster" is an attack on whoever has to keep it whole; it is cut.</summary>
    private const int ClusterLengthMax = 256;

    private const string Closing = "\"')]」』）”’。！？";

    public static List<Sentence> Split(string text, int widthMax)
    {
        var result = new List<Sentence>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!EndsAt(text, i))
                continue;
            var end = SkipWhiteSpace(text, SkipClosing(text, i + 1));
            AddPieces(result, text, start, end, widthMax);
            start = end;
            i = end - 1;
        }

        AddPieces(result, text, start, text.Length, widthMax);
        return result;
    }

    private static bool EndsAt(string text, int i) => text[i] switch
    {
        '\n' or '。' or '！' or '？' or '．' => true,
        '.' or '!' or '?' => SkipClosing(text, i + 1) is var next
            && (next == text.Length || char.IsWhiteSpace(text[next])),
        _ => false,
    };

    private static int SkipClosing(string text, int position)
    {
        while (position < text.Length && Closing.Contains(text[position]))
            position++;
        return position;
    }

    private static int SkipWhiteSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }

    private static void AddPieces(List<Sentence> result, string text, int start, int end, int widthMax)
    {
        while (start < end)
        {
            var pieceEnd = FitEnd(text, start, end, widthMax);
            var piece = text.AsSpan(start, pieceEnd - start);
            var blanks = piece[piece.TrimEnd().Length..];
            result.Add(new Sentence(
                start,
                piece.Length,
                CharacterWidth.Of(piece),
                CharacterWidth.Of(piece.TrimEnd()),
                blanks.Count('\n') > 1));
            start = pieceEnd;
        }
    }

    /// <summary>
    /// The end of the longest piece that fits: all, else up to a blank in its second half, else up to a grapheme
    /// cluster.
    /// </summary>
    private static int FitEnd(string text, int start, int end, int widthMax)
    {
        var (position, width, blank) = (start, 0, -1);
        while (position < end)
        {
            var length = ClusterLength(text.AsSpan(position, end - position));
            width += CharacterWidth.Of(text.AsSpan(position, length));
            // White space at the end of a piece takes no room: a chunk is trimmed.
            if (char.IsWhiteSpace(text[position]))
                blank = position + length;
            else if (width > widthMax && position > start)
                return blank - start > (position - start) / 2 ? blank : position;
            position += length;
        }

        return end;
    }

    private static int ClusterLength(ReadOnlySpan<char> text)
    {
        // Most text is ASCII or kana and Han followed by the same, where each character is its own cluster.
        if (text.Length == 1 || (IsSimple(text[0]) && IsSimple(text[1])))
            return 1;
        var length = StringInfo.GetNextTextElementLength(text[..Math.Min(text.Length, ClusterLengthMax)]);
        return length == ClusterLengthMax && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
    }

    private static bool IsSimple(char c) =>
        c is >= ' ' and <= '~' or >= '\u3041' and <= '\u3096' or >= '\u30A0' and <= '\u30FF'
            or >= '\u3400' and <= '\u9FFF';
}
