using Trivium.Cosmos.Sql.Analysis;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>Reciprocal rank fusion of rankings, as the evaluator of queries does it.</summary>
internal static class RankFusion
{
    /// <summary>
    /// The rows that any of the rankings has, best first; null when the others, which share the last ranks, might be as
    /// good.
    /// </summary>
    /// <param name="rankings">The best <see cref="RankedSearch.FusionDepth"/> rows of each score, best first, and those
    /// as good as the last of them.</param>
    /// <param name="weights">One for each ranking.</param>
    /// <param name="rows">The rows.</param>
    public static List<ScoredRow>? Fuse(
        IReadOnlyList<List<ScoredRow>> rankings, IReadOnlyList<double> weights, SearchedRows rows)
    {
        var ranks = new Dictionary<RowId, int>[rankings.Count];
        for (var i = 0; i < ranks.Length; i++)
            ranks[i] = Ranks(rankings[i]);
        var last = Array.ConvertAll(ranks, one => one.Count == 0 ? 0 : one.Values.Max());
        var fused = new List<ScoredRow>();
        foreach (var id in ranks.SelectMany(one => one.Keys).Distinct())
            fused.Add(new ScoredRow(id, Sum(i => ranks[i].GetValueOrDefault(id, last[i] + 1))));
        var others = Sum(i => last[i] + 1);
        fused.Sort(rows.Compare);
        return fused.Count > 0 && fused[^1].Score <= others ? null : fused;

        double Sum(Func<int, int> rankIn)
        {
            double sum = 0;
            for (var i = 0; i < ranks.Length; i++)
                sum += weights[i] / (RankedSearch.RankOffset + rankIn(i));
            return sum;
        }
    }

    // Rows of equal score share a rank.
    private static Dictionary<RowId, int> Ranks(List<ScoredRow> ranking)
    {
        var ranks = new Dictionary<RowId, int>(ranking.Count);
        var rank = 0;
        for (var i = 0; i < ranking.Count; i++)
        {
            if (i == 0 || !ranking[i].Score.Equals(ranking[i - 1].Score))
                rank++;
            ranks.Add(ranking[i].Id, rank);
        }
        return ranks;
    }
}
