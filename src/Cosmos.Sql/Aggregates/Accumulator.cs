using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Aggregates;

/// <summary>One aggregate over one group.</summary>
internal abstract class Accumulator
{
    /// <summary>Takes the argument's value of one row.</summary>
    public abstract void Add(CosmosValue value);

    /// <summary>The aggregate of what was added.</summary>
    public abstract CosmosValue Result();
}

/// <summary>COUNT: rows whose argument is defined.</summary>
internal sealed class CountAccumulator : Accumulator
{
    private long _count;

    public override void Add(CosmosValue value)
    {
        if (value.IsDefined) _count++;
    }

    public override CosmosValue Result() => CosmosValue.FromNumber(_count);
}

/// <summary>COUNT(DISTINCT x): different values, undefined and null aside.</summary>
internal sealed class CountDistinctAccumulator : Accumulator
{
    private readonly HashSet<CosmosValue> _seen = [];
    private long _weight;

    public override void Add(CosmosValue value)
    {
        if (value.IsUndefined || value.IsNull || !_seen.Add(value)) return;
        _weight = ValueWeight.Check(_weight + ValueWeight.Of(value));
    }

    public override CosmosValue Result() => CosmosValue.FromNumber(_seen.Count);
}

/// <summary>COUNTIF: rows whose argument is true.</summary>
internal sealed class CountIfAccumulator : Accumulator
{
    private long _count;

    public override void Add(CosmosValue value)
    {
        if (value.IsTrue) _count++;
    }

    public override CosmosValue Result() => CosmosValue.FromNumber(_count);
}
