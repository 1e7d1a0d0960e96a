namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>
/// Okapi BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework", with the logarithm kept positive.
/// A text's score is the sum over the terms, in their order: whoever adds in that order gets the same bits.
/// </summary>
public sealed class Bm25
{
    // The usual constants: how fast repetitions saturate, and how much long texts are discounted.
    private const double Saturation = 1.2;
    private const double LengthDiscount = 0.75;

    private readonly double[] _weights;
    private readonly double _averageWordCount;

    /// <summary>Weighs the terms by how rare they are.</summary>
    public Bm25(FullTextStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        _averageWordCount = statistics.AverageWordCount;
        _weights = new double[statistics.DocumentFrequencies.Count];
        for (var i = 0; i < _weights.Length; i++)
        {
            var frequency = statistics.DocumentFrequencies[i];
            _weights[i] = Math.Log(1 + ((statistics.DocumentCount - frequency + 0.5) / (frequency + 0.5)));
        }
    }

    /// <summary>How much a text of so many words is discounted.</summary>
    public double DiscountOf(int wordCount)
    {
        var relativeLength = _averageWordCount > 0 ? wordCount / _averageWordCount : 1;
        return Saturation * (1 - LengthDiscount + (LengthDiscount * relativeLength));
    }

    /// <summary>What a term that occurs so often adds to the score of a text; 0 when it does not occur.</summary>
    /// <param name="term">The term's index in the statistics.</param>
    /// <param name="count">How often it occurs.</param>
    /// <param name="discount">The text's <see cref="DiscountOf"/>.</param>
    public double Score(int term, double count, double discount) =>
        count > 0 ? _weights[term] * count * (Saturation + 1) / (count + discount) : 0;
}
