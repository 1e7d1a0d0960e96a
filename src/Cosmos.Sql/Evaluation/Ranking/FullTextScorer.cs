namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>Scores the text at one path against words.</summary>
internal sealed class FullTextScorer(ItemPath? path, Scalar read, string[] terms, IFullTextSource? source)
    : IRankComponent
{
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
        var model = new Bm25(statistics);
        var scores = new double[measures.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var text = (TermCounts)measures[i];
            var discount = model.DiscountOf(text.WordCount);
            for (var term = 0; term < terms.Length; term++)
                scores[i] += model.Score(term, text.Counts[term], discount);
        }

        return scores;
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
