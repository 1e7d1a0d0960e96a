using Trivium.Cosmos.Sql.Aggregates;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>Rows to groups. A group is a row again: its first row's bindings, and its aggregates.</summary>
internal sealed class Grouping(
    Scalar[] keys, AggregateCollector aggregates, int[] boundSlots, Scalar? having)
{
    public IEnumerable<Frame> Rows(Frame frame, IEnumerable<Frame> rows)
    {
        var groups = new Dictionary<GroupKey, Group>();
        var order = new List<Group>();
        if (keys.Length == 0) order.Add(new Group(aggregates.NewAccumulators(), new CosmosValue[boundSlots.Length]));
        foreach (var row in rows)
        {
            var group = keys.Length == 0 ? order[0] : GroupOf(row, groups, order);
            if (!group.HasRows) Remember(row, group);
            aggregates.Add(row, group.Accumulators);
        }

        foreach (var group in order)
        {
            Restore(frame, group);
            if (having is null || having(frame).IsTrue) yield return frame;
        }
    }

    private Group GroupOf(Frame row, Dictionary<GroupKey, Group> groups, List<Group> order)
    {
        var values = new CosmosValue[keys.Length];
        for (var i = 0; i < keys.Length; i++) values[i] = keys[i](row);
        var key = new GroupKey(values);
        if (groups.TryGetValue(key, out var group)) return group;
        group = new Group(aggregates.NewAccumulators(), new CosmosValue[boundSlots.Length]);
        groups.Add(key, group);
        order.Add(group);
        row.CheckHeld(order.Count);
        return group;
    }

    private void Remember(Frame row, Group group)
    {
        group.HasRows = true;
        for (var i = 0; i < boundSlots.Length; i++) group.FirstRow[i] = row.Slots[boundSlots[i]];
    }

    private void Restore(Frame frame, Group group)
    {
        for (var i = 0; i < boundSlots.Length; i++) frame.Slots[boundSlots[i]] = group.FirstRow[i];
        aggregates.Store(frame, group.Accumulators);
    }

    private sealed class Group(Accumulator[] accumulators, CosmosValue[] firstRow)
    {
        public Accumulator[] Accumulators => accumulators;

        public CosmosValue[] FirstRow => firstRow;

        public bool HasRows { get; set; }
    }

    private readonly struct GroupKey(CosmosValue[] values) : IEquatable<GroupKey>
    {
        private readonly CosmosValue[] _values = values;

        public bool Equals(GroupKey other)
        {
            for (var i = 0; i < _values.Length; i++)
                if (!_values[i].Equals(other._values[i])) return false;
            return true;
        }

        public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in _values) hash.Add(value.GetHashCode());
            return hash.ToHashCode();
        }
    }
}
