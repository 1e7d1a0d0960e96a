using Trivium.Cosmos.Sql.Evaluation.Ranking;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>VectorDistance as a value; as an order it is compiled by ORDER BY.</summary>
internal static class VectorFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        new(VectorDistanceCompiler.Name, 2, 4, VectorDistanceCompiler.Compile),
    ];
}
