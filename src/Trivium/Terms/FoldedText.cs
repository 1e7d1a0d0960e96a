using System.Text;
using Trivium.Terms.Normalization;

namespace Trivium.Terms;

/// <summary>A text normalized (NFKC) and in lower case, each character with its place in the original.</summary>
internal sealed class FoldedText
{
    private readonly List<int> starts;
    private readonly List<int> ends;
    private readonly StringBuilder folded;

    private FoldedText(int capacity)
    {
        starts = new List<int>(capacity);
        ends = new List<int>(capacity);
        folded = new StringBuilder(capacity);
    }

    public string Text { get; private set; } = "";

    public int StartOf(int index) => starts[index];

    public int EndOf(int index) => ends[index];

    public static FoldedText Of(string text)
    {
        var result = new FoldedText(text.Length);
        for (var position = 0; position < text.Length;)
        {
            var length = SegmentLength(text, position);
            result.Add(text, position, length);
            position += length;
        }

        result.Text = result.folded.ToString();
        return result;
    }

    /// <summary>A character with the marks after it, which normalization may make one character of.</summary>
    private static int SegmentLength(string text, int position)
    {
        var length = char.IsSurrogatePair(text, position) ? 2 : 1;
        while (position + length < text.Length && length < SegmentLengthMax && Extends(text[position + length]))
            length++;
        return length;
    }

    /// <summary>32 UTF-16 units: no script piles up more marks; a longer pile is several characters.</summary>
    private const int SegmentLengthMax = 32;

    private static bool Extends(char c) =>
        c is >= '\u0300' and <= '\u036F' or '\u3099' or '\u309A' or '\uFF9E' or '\uFF9F' or >= '\u1160' and <= '\u11FF'
        || (c > '\u0370' && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark);

    private void Add(string text, int position, int length)
    {
        if (length == 1 && text[position] < 0x80)
        {
            Append(char.ToLowerInvariant(text[position]), position, position + 1);
            return;
        }

        foreach (var c in CompatibilityNormalization.Normalize(text.Substring(position, length)).ToLowerInvariant())
            Append(c, position, position + length);
    }

    private void Append(char c, int start, int end)
    {
        folded.Append(c);
        starts.Add(start);
        ends.Add(end);
    }
}
