using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Ranking;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>
/// The rows closest to a vector, exactly: quantized vectors give bounds for all rows, and those that can be among the
/// best are compared in full.
/// </summary>
internal sealed class VectorRanking(SearchedRows rows, VectorScore search, CancellationToken cancellation)
{
    private readonly int _path = rows.Schema.VectorIndexOf(search.Path);

    /// <summary>
    /// The best rows that meet the conditions and have a vector, best first, and all that are as good as the last of
    /// them; null when floats cannot compute with the vector.
    /// </summary>
    public List<ScoredRow>? Best(int count)
    {
        var query = new QuantizedQuery(search.Vector.Span, search.Function);
        if (!query.IsComputable)
            return null;
        var candidates = Candidates(query, count);
        candidates.Sort((a, b) => b.Score.CompareTo(a.Score));
        var exact = new BestScores(count);
        var scored = new List<ScoredRow>();
        var buffer = new float[search.Vector.Length];
        foreach (var candidate in candidates)
        {
            if (candidate.Score < exact.Least)
                break;
            var score = Exact(candidate.Id, buffer);
            exact.Add(score);
            scored.Add(new ScoredRow(candidate.Id, score));
        }
        scored.RemoveAll(row => row.Score < exact.Least);
        scored.Sort(rows.Compare);
        return scored;
    }

    // Rows with the upper bound of their score. The least of the best lower bounds is a score that the wanted rows
    // reach, so whatever cannot reach it is out. Conditions are looked at for the others only.
    private List<ScoredRow> Candidates(QuantizedQuery query, int count)
    {
        var sure = new BestScores(count);
        var candidates = new List<ScoredRow>();
        for (var segment = 0; segment < rows.Segments.Count; segment++)
        {
            cancellation.ThrowIfCancellationRequested();
            var view = rows.Segments[segment];
            var vectors = view.Vectors[_path];
            for (var row = 0; row < view.Count; row++)
            {
                if (vectors.Norms[row] < 0 || !rows.IsCandidate(segment, row))
                    continue;
                var (low, high) = query.Estimate(vectors, row);
                if (high < sure.Least || !rows.Passes(segment, row))
                    continue;
                sure.Add(low);
                candidates.Add(new ScoredRow(new RowId(segment, row), high));
            }
        }
        candidates.RemoveAll(row => row.Score < sure.Least);
        return candidates;
    }

    private double Exact(RowId id, float[] buffer)
    {
        rows[id].Vector(_path)!.CopyTo(buffer);
        var distance = Vectors.Distance(search.Function, buffer, search.Vector.Span);
        return search.Function == VectorDistanceFunction.Euclidean ? -distance : distance;
    }
}
