using Trivium.Cosmos.Sql.Evaluation.Rows;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>A query or subquery, ready to run: rows, then groups, then order, then results.</summary>
internal sealed class QueryPlan
{
    /// <summary>FROM and WHERE.</summary>
    public required RowSource Source { get; init; }

    /// <summary>GROUP BY, aggregates and HAVING; null when rows stay rows.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>ORDER BY; null for the order rows come in.</summary>
    public RowOrder? Order { get; init; }

    /// <summary>SELECT.</summary>
    public required Scalar Projection { get; init; }

    /// <summary>Whether equal results are returned once.</summary>
    public bool Distinct { get; init; }

    /// <summary>How many results to leave out first.</summary>
    public int Offset { get; init; }

    /// <summary>How many results to return at most.</summary>
    public int Limit { get; init; } = int.MaxValue;

    public IEnumerable<CosmosValue> Run(Frame frame)
    {
        if (Limit == 0) return [];
        var rows = Source.Rows(frame);
        if (Grouping is not null) rows = Grouping.Rows(frame, rows);
        return Slice(Order is null ? Results(rows, frame) : Order.Results(rows, frame, this));
    }

    /// <summary>What rows become: undefined results are left out, and repeated ones if asked.</summary>
    private IEnumerable<CosmosValue> Results(IEnumerable<Frame> rows, Frame frame)
    {
        var seen = Distinct ? new HashSet<CosmosValue>() : null;
        foreach (var row in rows)
        {
            var result = Projection(row);
            if (result.IsUndefined || seen?.Add(result) == false) continue;
            if (seen is not null) frame.CheckHeld(seen.Count);
            yield return result;
        }
    }

    private IEnumerable<CosmosValue> Slice(IEnumerable<CosmosValue> results)
    {
        if (Offset == 0 && Limit == int.MaxValue) return results;
        return SliceOf(results);
    }

    private IEnumerable<CosmosValue> SliceOf(IEnumerable<CosmosValue> results)
    {
        var skipped = 0;
        var returned = 0;
        foreach (var result in results)
        {
            if (skipped < Offset)
            {
                skipped++;
                continue;
            }

            yield return result;
            if (++returned == Limit) yield break;
        }
    }
}
