using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Aggregates;

/// <summary>A compensated sum (Neumaier): the order of rows does not change the digits shown.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => double.IsFinite(_sum) ? _sum + _lost : _sum;

    public void Add(double number)
    {
        var total = _sum + number;
        _lost += Math.Abs(_sum) >= Math.Abs(number) ? _sum - total + number : number - total + _sum;
        _sum = total;
    }
}

/// <summary>SUM: undefined as soon as one value is not a number; rows without a value do not count.</summary>
internal sealed class SumAccumulator : Accumulator
{
    private CompensatedSum _sum;
    private bool _spoilt;

    public override void Add(CosmosValue value)
    {
        if (value.IsNumber) _sum.Add(value.AsNumber());
        else if (value.IsDefined) _spoilt = true;
    }

    public override CosmosValue Result() => _spoilt ? default : CosmosValue.FromNumber(_sum.Value);
}

/// <summary>AVG: like SUM, and undefined without any value.</summary>
internal sealed class AverageAccumulator : Accumulator
{
    private CompensatedSum _sum;
    private long _count;
    private bool _spoilt;

    public override void Add(CosmosValue value)
    {
        if (value.IsUndefined) return;
        if (!value.IsNumber)
        {
            _spoilt = true;
            return;
        }

        _sum.Add(value.AsNumber());
        _count++;
    }

    public override CosmosValue Result() =>
        _spoilt || _count == 0 ? default : CosmosValue.FromNumber(_sum.Value / _count);
}

/// <summary>MIN and MAX in the order of types; undefined as soon as one value is an array or object.</summary>
internal sealed class ExtremeAccumulator(bool isMaximum) : Accumulator
{
    private CosmosValue _extreme;
    private bool _spoilt;

    public override void Add(CosmosValue value)
    {
        if (value.IsUndefined) return;
        if (!value.IsPrimitive) _spoilt = true;
        else if (_extreme.IsUndefined || Beats(value)) _extreme = value;
    }

    public override CosmosValue Result() => _spoilt ? default : _extreme;

    private bool Beats(CosmosValue value) =>
        isMaximum ? value.CompareTo(_extreme) > 0 : value.CompareTo(_extreme) < 0;
}
