using Trivium.Terms;

namespace Trivium.Embeddings;

/// <summary>
/// What a vector is made of: how often each word, and each character and pair of scripts without blanks, occurs.
/// </summary>
internal sealed class TextFeatures
{
    /// <summary>64 characters: what is longer is no word, and its middle says nothing its start does not.</summary>
    private const int WordLengthMax = 64;

    public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Characters and pairs of neighbours.</summary>
    public Dictionary<string, int> Pairs { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The share of the text that is words, by width: a character of the other scripts says about as much as two
    /// letters.
    /// </summary>
    public float WordShare { get; private set; }

    public static TextFeatures Of(string text)
    {
        var features = new TextFeatures();
        var (wordWidth, pairWidth) = (0, 0);
        foreach (var run in TextRuns.Of(FoldedText.Of(text).Text))
        {
            if (run.Script == Script.Word)
            {
                wordWidth += run.Text.Length;
                Count(features.Words, run.Text.Span[..Math.Min(run.Text.Length, WordLengthMax)]);
            }
            else
            {
                pairWidth += 2 * run.Text.Length;
                CountPairs(features.Pairs, run.Text.Span);
            }
        }

        features.WordShare = wordWidth == 0 ? 0 : wordWidth / (float)(wordWidth + pairWidth);
        return features;
    }

    private static void CountPairs(Dictionary<string, int> counts, ReadOnlySpan<char> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            Count(counts, run.Slice(i, 1));
            if (i + 1 < run.Length)
                Count(counts, run.Slice(i, 2));
        }
    }

    private static void Count(Dictionary<string, int> counts, ReadOnlySpan<char> feature)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        lookup[feature] = lookup.TryGetValue(feature, out var count) ? count + 1 : 1;
    }
}
