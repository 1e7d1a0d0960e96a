using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Arithmetic on 64-bit integers; undefined for anything that is not one, and for division by zero.</summary>
internal static class IntegerFunctions
{
    private const int ShiftBitsMax = 63;

    public static IEnumerable<FunctionDefinition> All =>
    [
        Of("IntAdd", static (a, b) => unchecked(a + b)),
        Of("IntSub", static (a, b) => unchecked(a - b)),
        Of("IntMul", static (a, b) => unchecked(a * b)),
        Of("IntDiv", static (a, b) => b == 0 ? null : b == -1 ? unchecked(-a) : a / b),
        Of("IntMod", static (a, b) => b == 0 ? null : b == -1 ? 0 : a % b),
        Of("IntBitAnd", static (a, b) => a & b),
        Of("IntBitOr", static (a, b) => a | b),
        Of("IntBitXor", static (a, b) => a ^ b),
        Of("IntBitLeftShift", static (a, b) => b is < 0 or > ShiftBitsMax ? null : a << (int)b),
        Of("IntBitRightShift", static (a, b) => b is < 0 or > ShiftBitsMax ? null : a >> (int)b),
        FunctionDefinition.Of("IntBitNot", static value =>
            Integers.TryGet(value, out var integer) ? CosmosValue.FromNumber(~integer) : default),
    ];

    private static FunctionDefinition Of(string name, Func<long, long, long?> body) =>
        FunctionDefinition.Of(name, (left, right) =>
            Integers.TryGet(left, out var a) && Integers.TryGet(right, out var b) && body(a, b) is { } result
                ? CosmosValue.FromNumber(result)
                : default);
}
