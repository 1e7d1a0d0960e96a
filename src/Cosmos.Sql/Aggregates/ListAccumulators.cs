using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Aggregates;

/// <summary>MakeList and MakeSet: the values in the order of rows; a set holds each once.</summary>
internal sealed class ListAccumulator(bool isSet) : Accumulator
{
    private readonly List<CosmosValue> _values = [];
    private readonly HashSet<CosmosValue>? _seen = isSet ? [] : null;
    private long _weight;

    public override void Add(CosmosValue value)
    {
        if (value.IsUndefined || _seen?.Add(value) == false) return;
        _weight = ValueWeight.Check(_weight + ValueWeight.Of(value));
        _values.Add(value);
    }

    public override CosmosValue Result() => CosmosValue.FromDefinedArray(_values.ToArray());
}
