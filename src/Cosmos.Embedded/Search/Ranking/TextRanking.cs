using System.Buffers;
using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Ranking;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>
/// The rows with the best BM25 scores. Only rows that have one of the words are looked at; how rare a word is follows
/// from all rows in the scope, whatever the conditions.
/// </summary>
internal sealed class TextRanking(SearchedRows rows, TextScore search, CancellationToken cancellation)
{
    private readonly int _path = rows.Schema.TextIndexOf(search.Path);

    /// <summary>
    /// The best rows that meet the conditions and score above 0, best first, and all that are as good as the last.
    /// </summary>
    public List<ScoredRow> Best(int count)
    {
        var postings = Postings();
        var model = new Bm25(Statistics(postings));
        var best = new BestScores(count);
        var scored = new List<ScoredRow>();
        var scores = ArrayPool<double>.Shared.Rent(Segment.RowsMax);
        for (var segment = 0; segment < postings.Length; segment++)
        {
            cancellation.ThrowIfCancellationRequested();
            var size = rows.Segments[segment].Count;
            Array.Clear(scores, 0, size);
            Score(segment, postings[segment], model, scores);
            for (var row = 0; row < size; row++)
            {
                if (scores[row] <= 0 || scores[row] < best.Least || !rows.Passes(segment, row))
                    continue;
                best.Add(scores[row]);
                scored.Add(new ScoredRow(new RowId(segment, row), scores[row]));
            }
        }
        ArrayPool<double>.Shared.Return(scores);
        scored.RemoveAll(row => row.Score < best.Least);
        scored.Sort(rows.Compare);
        return scored;
    }

    private PostingList[][] Postings()
    {
        var hashes = search.Terms.Select(term => TextStatistics.HashOf(term)).ToArray();
        return [.. rows.Segments.Select(segment =>
            Array.ConvertAll(hashes, hash => segment.Texts[_path].Find(hash, segment.Count)))];
    }

    private FullTextStatistics Statistics(PostingList[][] postings)
    {
        var frequencies = new long[search.Terms.Count];
        long documents = 0, words = 0;
        for (var segment = 0; segment < postings.Length; segment++)
        {
            var inScope = rows.InScope(segment);
            var wordCounts = rows.Segments[segment].Texts[_path].WordCounts;
            for (var row = 0; row < rows.Segments[segment].Count; row++)
            {
                if (!inScope[row] || wordCounts[row] == 0)
                    continue;
                documents++;
                words += wordCounts[row];
            }
            for (var term = 0; term < frequencies.Length; term++)
            {
                foreach (var row in postings[segment][term].Rows.Span)
                {
                    if (inScope[row])
                        frequencies[term]++;
                }
            }
        }
        return new FullTextStatistics(documents, documents == 0 ? 0 : (double)words / documents, frequencies);
    }

    // Term by term, in their order: so every row's score is added up as the evaluator does it, to the bit.
    private void Score(int segment, PostingList[] postings, Bm25 model, double[] scores)
    {
        var inScope = rows.InScope(segment);
        var wordCounts = rows.Segments[segment].Texts[_path].WordCounts;
        for (var term = 0; term < postings.Length; term++)
        {
            var found = postings[term].Rows.Span;
            var counts = postings[term].Counts.Span;
            for (var i = 0; i < found.Length; i++)
            {
                var row = found[i];
                if (inScope[row])
                    scores[row] += model.Score(term, counts[i], model.DiscountOf(wordCounts[row]));
            }
        }
    }
}
