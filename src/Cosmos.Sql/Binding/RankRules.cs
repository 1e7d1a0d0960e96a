using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>FullTextScore and RRF stand in ORDER BY RANK and nowhere else.</summary>
internal static class RankRules
{
    public static void Check(SqlQuery query)
    {
        var ranked = query.OrderBy is OrderByRank { Score: FunctionCallExpression score }
            ? Scores(score).ToHashSet(ReferenceEqualityComparer.Instance) : [];
        foreach (var expression in QueryParts.Clauses(query).SelectMany(SyntaxChildren.SelfAndDescendants))
        {
            if (expression is not FunctionCallExpression call || ranked.Contains(call)) continue;
            if (RankFunctions.IsFullTextScore(call) || RankFunctions.IsFusion(call))
                throw new SqlException(
                    SqlErrorCodes.MisplacedScore, call.Position,
                    $"{call.Name} can stand in ORDER BY RANK only.");
        }
    }

    private static IEnumerable<object> Scores(FunctionCallExpression score) =>
        RankFunctions.IsFusion(score) ? score.Arguments.OfType<FunctionCallExpression>()
            .Where(call => !RankFunctions.IsFusion(call)).Prepend(score) : [score];
}
