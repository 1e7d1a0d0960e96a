using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>ORDER BY RANK of one score, or of several fused by the ranks they give (reciprocal rank fusion).</summary>
internal sealed class RankOrder(IRankComponent[] components, double[] weights) : RowOrder
{
    public override IEnumerable<CosmosValue> Results(IEnumerable<Frame> rows, Frame frame, QueryPlan plan)
    {
        var results = new List<CosmosValue>();
        var measures = Array.ConvertAll(components, _ => new List<object>());
        foreach (var row in rows)
        {
            var result = plan.Projection(row);
            if (result.IsUndefined) continue;
            results.Add(result);
            frame.CheckHeld(results.Count);
            for (var i = 0; i < components.Length; i++) measures[i].Add(components[i].Measure(row));
        }

        var seen = plan.Distinct ? new HashSet<CosmosValue>() : null;
        foreach (var index in Ordered(measures, results.Count))
            if (seen?.Add(results[index]) != false) yield return results[index];
    }

    private int[] Ordered(List<object>[] measures, int count)
    {
        if (components.Length == 1) return BestFirst(components[0].Scores(measures[0]), !components[0].IsHigherBetter);
        var fused = new double[count];
        for (var i = 0; i < components.Length; i++)
        {
            // A negative weight asks for the component's worst first.
            var ascending = !components[i].IsHigherBetter ^ (weights[i] < 0);
            var ranks = Ranks(components[i].Scores(measures[i]), ascending);
            for (var row = 0; row < count; row++)
                fused[row] += Math.Abs(weights[i]) / (RankedSearch.RankOffset + ranks[row]);
        }

        return BestFirst(fused, ascending: false);
    }

    // Rows of equal score share a rank, and so do all rows beyond the depth.
    private static int[] Ranks(double[] scores, bool ascending)
    {
        var ranks = new int[scores.Length];
        var rank = 0;
        var previous = -1;
        var position = 0;
        var isBeyond = false;
        foreach (var row in BestFirst(scores, ascending))
        {
            if (!isBeyond && (previous < 0 || !scores[row].Equals(scores[previous])))
            {
                rank++;
                isBeyond = position >= RankedSearch.FusionDepth;
            }

            ranks[row] = rank;
            previous = row;
            position++;
        }

        return ranks;
    }

    private static int[] BestFirst(double[] scores, bool ascending)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) =>
        {
            if (double.IsNaN(scores[a]) || double.IsNaN(scores[b]))
            {
                var missing = double.IsNaN(scores[a]).CompareTo(double.IsNaN(scores[b]));
                return missing != 0 ? missing : a.CompareTo(b);
            }

            var comparison = ascending ? scores[a].CompareTo(scores[b]) : scores[b].CompareTo(scores[a]);
            return comparison != 0 ? comparison : a.CompareTo(b);
        });
        return order;
    }
}
