namespace Trivium.Tests.Search;

/// <summary>BM25 in memory, with the store's constants: what an analyzer is worth, without a store.</summary>
internal sealed class TextRanking
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<string, List<(int Chunk, int Count)>> _postings = new(StringComparer.Ordinal);
    private readonly int[] _lengths;
    private readonly double _averageLength;

    public TextRanking(IReadOnlyList<IReadOnlyList<string>> chunks)
    {
        _lengths = [.. chunks.Select(terms => terms.Count)];
        _averageLength = _lengths.Average();
        foreach ((int chunk, IReadOnlyList<string> terms) in chunks.Index())
        {
            foreach (var term in terms.CountBy(term => term, StringComparer.Ordinal))
            {
                if (!_postings.TryGetValue(term.Key, out var postings)) _postings.Add(term.Key, postings = []);
                postings.Add((chunk, term.Value));
            }
        }
    }

    /// <summary>Each chunk's score; 0 where it has no term.</summary>
    public double[] Scores(IEnumerable<string> terms)
    {
        double[] scores = new double[_lengths.Length];
        foreach (string term in terms)
        {
            if (!_postings.TryGetValue(term, out var postings)) continue;

            double rarity = Math.Log(1 + ((_lengths.Length - postings.Count + 0.5) / (postings.Count + 0.5)));
            foreach (var (chunk, count) in postings)
                scores[chunk] += rarity * count * (K1 + 1) / (count + (K1 * (1 - B + (B * _lengths[chunk] / _averageLength))));
        }

        return scores;
    }
}
