using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>The functions that mean something in ORDER BY RANK only.</summary>
internal static class RankFunctions
{
    public static bool IsFusion(FunctionCallExpression call) => Is(call, "RRF");

    public static bool IsFullTextScore(FunctionCallExpression call) => Is(call, "FullTextScore");

    private static bool Is(FunctionCallExpression call, string name) =>
        !call.IsUserDefined && call.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
