using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>What ORDER BY may sort by.</summary>
internal static class OrderRules
{
    public static void Check(SqlQuery query, ParseOptions options)
    {
        if (query.OrderBy is not OrderByKeys keys) return;
        foreach (var item in keys.Items)
        {
            if (item.Expression is FunctionCallExpression call
                && VectorDistanceCompiler.IsVectorDistance(call)) CheckVector(item, keys);
            else if (!options.AllowExpressionsInOrderBy && !IsPath(item.Expression))
                throw new SqlException(
                    SqlErrorCodes.OrderByNotPath, item.Position,
                    "ORDER BY takes paths such as c.name only; select the expression and sort the answer.");
        }
    }

    private static void CheckVector(OrderByItem item, OrderByKeys keys)
    {
        if (item.Direction != SortDirection.Unstated)
            throw new SqlException(
                SqlErrorCodes.VectorOrder, item.Position,
                "VectorDistance in ORDER BY takes no ASC or DESC; the closest always come first.");
        if (keys.Items.Count > 1)
            throw new SqlException(
                SqlErrorCodes.VectorOrder, item.Position,
                "VectorDistance in ORDER BY must be the only key.");
    }

    private static bool IsPath(SqlExpression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IdentifierExpression:
                    return true;
                case PropertyExpression property:
                    expression = property.Target;
                    break;
                case IndexExpression { Index: LiteralExpression } index:
                    expression = index.Target;
                    break;
                default:
                    return false;
            }
        }
    }
}
