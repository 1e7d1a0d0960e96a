using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>ORDER BY keys. Stable; with TOP or LIMIT only as many rows as are needed are held.</summary>
internal sealed class KeyOrder(Scalar[] keys, bool[] descending) : RowOrder
{
    // Beyond this a heap of the best is no cheaper than sorting everything.
    private const int HeapRowsMax = 100_000;

    public override IEnumerable<CosmosValue> Results(IEnumerable<Frame> rows, Frame frame, QueryPlan plan)
    {
        var wanted = (long)plan.Offset + plan.Limit;
        var kept = wanted <= HeapRowsMax && !plan.Distinct ? Best(rows, plan, (int)wanted) : All(rows, frame, plan);
        kept.Sort(Compare);
        foreach (var row in kept) yield return row.Result;
    }

    private List<Row> All(IEnumerable<Frame> rows, Frame frame, QueryPlan plan)
    {
        var kept = new List<Row>();
        var seen = plan.Distinct ? new HashSet<CosmosValue>() : null;
        foreach (var row in rows)
        {
            var result = plan.Projection(row);
            if (result.IsUndefined || seen?.Add(result) == false) continue;
            kept.Add(new Row(KeysOf(row), kept.Count, result));
            frame.CheckHeld(kept.Count);
        }

        return kept;
    }

    private List<Row> Best(IEnumerable<Frame> rows, QueryPlan plan, int wanted)
    {
        // The queue's head is the worst row kept, so its order is the reverse of the result's.
        var heap = new PriorityQueue<Row, Row>(Comparer<Row>.Create((a, b) => Compare(b, a)));
        long sequence = 0;
        foreach (var frame in rows)
        {
            var row = new Row(KeysOf(frame), sequence++, default);
            if (heap.Count == wanted && Compare(row, heap.Peek()) >= 0) continue;
            row = row with { Result = plan.Projection(frame) };
            if (row.Result.IsUndefined) continue;
            if (heap.Count == wanted) heap.DequeueEnqueue(row, row);
            else heap.Enqueue(row, row);
        }

        var kept = new List<Row>(heap.Count);
        foreach (var (row, _) in heap.UnorderedItems) kept.Add(row);
        return kept;
    }

    private CosmosValue[] KeysOf(Frame row)
    {
        var values = new CosmosValue[keys.Length];
        for (var i = 0; i < keys.Length; i++) values[i] = keys[i](row);
        return values;
    }

    private int Compare(Row left, Row right)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var order = left.Keys[i].CompareTo(right.Keys[i]);
            if (order != 0) return descending[i] ? -order : order;
        }

        return left.Sequence.CompareTo(right.Sequence);
    }

    private readonly record struct Row(CosmosValue[] Keys, long Sequence, CosmosValue Result);
}
