using Trivium.Terms;

namespace Trivium.Embeddings;

/// <summary>
/// What a vector is made of: how often each word, and each character and pair of scripts without blanks, occurs. Used again
/// for the next text.
/// </summary>
internal sealed class TextFeatures
{
    /// <summary>64 characters: what is longer is no word, and its middle says nothing its start does not.</summary>
    public const int WordLengthMax = 64;

    private readonly FoldedBuffer folded = new();
    private char[] text = [];

    public FeatureCounts Words { get; } = new();

    /// <summary>Characters and pairs of neighbours, packed as <see cref="PairKey"/> does.</summary>
    public FeatureCounts Pairs { get; } = new();

    /// <summary>The width of the words, and of the rest: a character of the other scripts says about as much as two letters.</summary>
    public (long Words, long Pairs) Width { get; private set; }

    /// <summary>The characters of a feature.</summary>
    public ReadOnlySpan<char> TextOf(in FeatureCounts.Entry entry) => text.AsSpan(entry.Start, entry.Length);

    public void Read(string source, bool singleCharacters)
    {
        Words.Clear();
        Pairs.Clear();
        var span = folded.Fold(source);
        if (text.Length < span.Length)
            text = new char[span.Length];
        span.CopyTo(text);
        var (wordWidth, pairWidth) = (0L, 0L);
        for (var position = 0; position < span.Length;)
        {
            var script = ScriptTable.At(span, position, out var length);
            length = RunLength(span, position, script, length);
            if (script == Script.Word)
            {
                wordWidth += length;
                var counted = Math.Min(length, WordLengthMax);
                Words.Add(FeatureHash.Of(span.Slice(position, counted)), position, counted);
            }
            else if (script == Script.Pair)
            {
                pairWidth += 2 * length;
                AddPairs(span, position, length, singleCharacters);
            }

            position += length;
        }

        Width = (wordWidth, pairWidth);
    }

    private static int RunLength(ReadOnlySpan<char> text, int position, Script script, int length)
    {
        while (position + length < text.Length)
        {
            var next = position + length;
            if (ScriptTable.At(text, next, out var step) == script)
                length += step;
            else if (script == Script.Word && TextRuns.IsApostrophe(text[next]) && next + 1 < text.Length
                && ScriptTable.At(text, next + 1, out var after) == Script.Word)
                length += 1 + after;
            else
                break;
        }

        return length;
    }

    private void AddPairs(ReadOnlySpan<char> span, int start, int length, bool singleCharacters)
    {
        for (var i = start; i < start + length; i++)
        {
            if (singleCharacters || length == 1)
                Pairs.Add(FeatureHash.Mix(PairKey(span[i], '\0')), i, 1);
            if (i + 1 < start + length)
                Pairs.Add(FeatureHash.Mix(PairKey(span[i], span[i + 1])), i, 2);
        }
    }

    /// <summary>One or two characters, told from the letters of words by the mark above them.</summary>
    private static ulong PairKey(char first, char second) => first | (ulong)second << 16 | 1UL << 40;
}
