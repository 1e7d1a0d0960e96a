using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>
/// Comparison of three outcomes. Equality is defined between all types but undefined; order only between two
/// values of one type that has an order: null, booleans, numbers, strings.
/// </summary>
internal static class Comparison
{
    public static CosmosValue Equal(CosmosValue left, CosmosValue right) =>
        left.IsUndefined || right.IsUndefined ? default : CosmosValue.FromBoolean(left.Equals(right));

    public static CosmosValue NotEqual(CosmosValue left, CosmosValue right) =>
        left.IsUndefined || right.IsUndefined ? default : CosmosValue.FromBoolean(!left.Equals(right));

    public static CosmosValue LessThan(CosmosValue left, CosmosValue right) =>
        Ordered(left, right) ? CosmosValue.FromBoolean(left.CompareTo(right) < 0) : default;

    public static CosmosValue LessThanOrEqual(CosmosValue left, CosmosValue right) =>
        Ordered(left, right) ? CosmosValue.FromBoolean(left.CompareTo(right) <= 0) : default;

    public static CosmosValue GreaterThan(CosmosValue left, CosmosValue right) => LessThan(right, left);

    public static CosmosValue GreaterThanOrEqual(CosmosValue left, CosmosValue right) => LessThanOrEqual(right, left);

    public static CosmosValue Between(CosmosValue value, CosmosValue low, CosmosValue high) =>
        Logic.And(GreaterThanOrEqual(value, low), LessThanOrEqual(value, high));

    public static Func<CosmosValue, CosmosValue, CosmosValue>? For(BinaryOperator symbol) => symbol switch
    {
        BinaryOperator.Equal => Equal,
        BinaryOperator.NotEqual => NotEqual,
        BinaryOperator.LessThan => LessThan,
        BinaryOperator.LessThanOrEqual => LessThanOrEqual,
        BinaryOperator.GreaterThan => GreaterThan,
        BinaryOperator.GreaterThanOrEqual => GreaterThanOrEqual,
        _ => null,
    };

    private static bool Ordered(CosmosValue left, CosmosValue right) => left.Kind == right.Kind && left.IsPrimitive;
}
