using Trivium.Cosmos.Sql.Evaluation.Plans;

namespace Trivium.Cosmos.Sql.Evaluation.Rows;

/// <summary>
/// Binds rows one after another in a frame. Each yield means: the slots of this source now hold the next row.
/// </summary>
internal abstract class RowSource
{
    public abstract IEnumerable<Frame> Rows(Frame frame);
}

/// <summary>No FROM: one row that binds nothing.</summary>
internal sealed class SingleRow : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        frame.CountRow();
        yield return frame;
    }
}

/// <summary>The container's items.</summary>
internal sealed class ContainerRows(int slot) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        foreach (var item in frame.Items)
        {
            frame.CountRow();
            frame.Slots[slot] = item;
            yield return frame;
        }
    }
}

/// <summary>The results of a subquery.</summary>
internal sealed class SubqueryRows(int slot, QueryPlan plan) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        foreach (var result in plan.Run(frame))
        {
            frame.CountRow();
            frame.Slots[slot] = result;
            yield return frame;
        }
    }
}

/// <summary>One value for each row of a source, when there is one: FROM c.a.</summary>
internal sealed class ValueRows(RowSource? source, int slot, Scalar value) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        if (source is null) return Single(frame);
        return Each(frame, source);
    }

    private IEnumerable<Frame> Each(Frame frame, RowSource outer)
    {
        foreach (var row in outer.Rows(frame))
            if (TryBind(row)) yield return row;
    }

    private IEnumerable<Frame> Single(Frame frame)
    {
        frame.CountRow();
        if (TryBind(frame)) yield return frame;
    }

    private bool TryBind(Frame frame)
    {
        var bound = value(frame);
        frame.Slots[slot] = bound;
        return bound.IsDefined;
    }
}

/// <summary>The elements of an array for each row of a source: x IN c.tags.</summary>
internal sealed class ElementRows(RowSource? source, int slot, Scalar array) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        if (source is null)
        {
            foreach (var row in Elements(frame)) yield return row;
            yield break;
        }

        foreach (var outer in source.Rows(frame))
            foreach (var row in Elements(outer)) yield return row;
    }

    private IEnumerable<Frame> Elements(Frame frame)
    {
        var value = array(frame);
        if (!value.IsArray) yield break;
        foreach (var element in value.ArrayNode.Items)
        {
            frame.CountRow();
            frame.Slots[slot] = element;
            yield return frame;
        }
    }
}

/// <summary>Every right row for every left row.</summary>
internal sealed class JoinRows(RowSource left, RowSource right) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        foreach (var outer in left.Rows(frame))
            foreach (var row in right.Rows(outer)) yield return row;
    }
}

/// <summary>The rows a condition is true for.</summary>
internal sealed class FilteredRows(RowSource source, Scalar condition) : RowSource
{
    public override IEnumerable<Frame> Rows(Frame frame)
    {
        foreach (var row in source.Rows(frame))
            if (condition(row).IsTrue) yield return row;
    }
}
