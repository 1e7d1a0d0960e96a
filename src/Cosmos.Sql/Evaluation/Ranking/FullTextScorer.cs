namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>Scores the text at one path against words, with Okapi BM25.</summary>
internal sealed class FullTextScorer(ItemPath? path, Scalar read, string[] terms, IFullTextSource? source)
    : IRankComponent
{
    // The usual constants: how fast repetitions saturate, and how much long texts are discounted.
    private const double Saturation = 1.2;
    private const double LengthDiscount = 0.75;

    /// <summary>Whether statistics must be counted over the rows themselves.</summary>
    public bool CountsRows => source is null || path is null;

    public bool IsHigherBetter => true;

    public object Measure(Frame frame)
    {
        var counts = new int[terms.Length];
        if (!CountsRows && source!.TryCount(frame.Slots[path!.Slot], path.Text, terms, counts, out var wordCount))
            return new TermCounts(counts, wordCount);
        var text = read(frame);
        var words = text.IsString ? FullTextTokenizer.Tokenize(text.AsString()) : [];
        foreach (var word in words)
        {
            var term = Array.IndexOf(terms, word);
            if (term >= 0) counts[term]++;
        }

        return new TermCounts(counts, words.Count);
    }

    public double[] Scores(IReadOnlyList<object> measures)
    {
        var statistics = CountsRows ? CountOver(measures) : source!.StatisticsOf(path!.Text, terms);
        var weights = new double[terms.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var frequency = statistics.DocumentFrequencies[i];
            weights[i] = Math.Log(1 + ((statistics.DocumentCount - frequency + 0.5) / (frequency + 0.5)));
        }

        var scores = new double[measures.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Score((TermCounts)measures[i], weights, statistics.AverageWordCount);
        return scores;
    }

    // BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework", with the logarithm kept positive.
    private static double Score(TermCounts text, double[] weights, double averageWordCount)
    {
        var relativeLength = averageWordCount > 0 ? text.WordCount / averageWordCount : 1;
        var discount = Saturation * (1 - LengthDiscount + (LengthDiscount * relativeLength));
        double score = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            double count = text.Counts[i];
            if (count > 0) score += weights[i] * count * (Saturation + 1) / (count + discount);
        }

        return score;
    }

    private FullTextStatistics CountOver(IReadOnlyList<object> measures)
    {
        var frequencies = new long[terms.Length];
        long texts = 0, words = 0;
        foreach (TermCounts text in measures)
        {
            if (text.WordCount == 0) continue;
            texts++;
            words += text.WordCount;
            for (var i = 0; i < frequencies.Length; i++)
                if (text.Counts[i] > 0) frequencies[i]++;
        }

        return new FullTextStatistics(texts, texts == 0 ? 0 : (double)words / texts, frequencies);
    }

    private sealed record TermCounts(int[] Counts, int WordCount);
}
