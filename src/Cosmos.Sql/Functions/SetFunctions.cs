using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Arrays as sets: results hold each element once, in the order first met.</summary>
internal static class SetFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Of("SetDifference", static (a, b) => a.Where(item => !b.Contains(item))),
        Of("SetIntersect", static (a, b) => a.Where(b.Contains)),
        Of("SetUnion", static (a, b) => a.Concat(b)),
        FunctionDefinition.Of("SetEqual", static (left, right) => left.IsArray && right.IsArray
            ? CosmosValue.FromBoolean(new HashSet<CosmosValue>(left.ArrayNode.Items).SetEquals(right.ArrayNode.Items))
            : default),
    ];

    private static FunctionDefinition Of(
        string name, Func<IEnumerable<CosmosValue>, HashSet<CosmosValue>, IEnumerable<CosmosValue>> body) =>
        FunctionDefinition.Of(name, (left, right) => left.IsArray && right.IsArray
            ? CosmosValue.FromDefinedArray(body(left.ArrayNode.Items, [.. right.ArrayNode.Items]).Distinct().ToArray())
            : default);
}
