using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Aggregates;

/// <summary>The aggregates of one query. Each distinct one is computed once and read from its slot.</summary>
internal sealed class AggregateCollector
{
    private readonly Dictionary<SqlExpression, int> _slots = [];
    private readonly List<(int Slot, Func<Accumulator> Factory, Scalar Argument)> _aggregates = [];

    public int Count => _aggregates.Count;

    public int SlotOf(SqlExpression expression, string name, Func<Scalar> argument, Compilation compilation)
    {
        if (_slots.TryGetValue(expression, out var slot)) return slot;
        slot = compilation.NewSlot();
        _slots.Add(expression, slot);
        _aggregates.Add((slot, AggregateTable.FactoryOf(name), argument()));
        return slot;
    }

    public Accumulator[] NewAccumulators()
    {
        var accumulators = new Accumulator[_aggregates.Count];
        for (var i = 0; i < accumulators.Length; i++) accumulators[i] = _aggregates[i].Factory();
        return accumulators;
    }

    public void Add(Frame row, Accumulator[] accumulators)
    {
        for (var i = 0; i < accumulators.Length; i++) accumulators[i].Add(_aggregates[i].Argument(row));
    }

    public void Store(Frame frame, Accumulator[] accumulators)
    {
        for (var i = 0; i < accumulators.Length; i++) frame.Slots[_aggregates[i].Slot] = accumulators[i].Result();
    }
}
