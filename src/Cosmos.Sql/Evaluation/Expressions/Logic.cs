using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>Three-valued logic: whatever is not a boolean counts as undefined.</summary>
internal static class Logic
{
    public static CosmosValue And(CosmosValue left, CosmosValue right)
    {
        if (left.IsFalse || right.IsFalse) return CosmosValue.False;
        return left.IsTrue && right.IsTrue ? CosmosValue.True : default;
    }

    public static CosmosValue Or(CosmosValue left, CosmosValue right)
    {
        if (left.IsTrue || right.IsTrue) return CosmosValue.True;
        return left.IsFalse && right.IsFalse ? CosmosValue.False : default;
    }

    public static CosmosValue Not(CosmosValue operand) =>
        operand.IsTrue ? CosmosValue.False : operand.IsFalse ? CosmosValue.True : default;

    public static Scalar AndAll(Scalar[] operands) => frame =>
    {
        var result = CosmosValue.True;
        foreach (var operand in operands)
        {
            var value = operand(frame);
            if (value.IsFalse) return value;
            if (!value.IsTrue) result = default;
        }

        return result;
    };

    public static Scalar OrAny(Scalar[] operands) => frame =>
    {
        var result = CosmosValue.False;
        foreach (var operand in operands)
        {
            var value = operand(frame);
            if (value.IsTrue) return value;
            if (!value.IsFalse) result = default;
        }

        return result;
    };
}
