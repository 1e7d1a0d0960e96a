using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Whole numbers out of values.</summary>
internal static class Integers
{
    // 2^63 as a double; the largest double below it still fits a long.
    private const double Int64End = 9_223_372_036_854_775_808;

    public static bool TryGet(CosmosValue value, out long integer)
    {
        integer = 0;
        if (!value.IsNumber) return false;
        var number = value.AsNumber();
        if (number != Math.Truncate(number) || number < -Int64End || number >= Int64End) return false;
        integer = (long)number;
        return true;
    }

    /// <summary>A whole number that fits an int, such as an index or a length.</summary>
    public static bool TryGet32(CosmosValue value, out int integer)
    {
        integer = 0;
        if (!TryGet(value, out var wide) || wide is < int.MinValue or > int.MaxValue) return false;
        integer = (int)wide;
        return true;
    }
}
