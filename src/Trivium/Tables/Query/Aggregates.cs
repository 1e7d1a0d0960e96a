using System.Collections.Frozen;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>Which calls make one value of many rows.</summary>
internal static class Aggregates
{
    private static readonly FrozenSet<string> _names =
        new[] { "AVG", "COUNT", "COUNTIF", "MAX", "MIN", "SUM", "MAKELIST", "MAKESET" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Is(SqlExpression expression) =>
        expression is CountDistinctExpression
        || (expression is FunctionCallExpression { IsUserDefined: false } call && _names.Contains(call.Name));

    public static bool In(SqlExpression expression) => SqlTree.Any(expression, Is);
}
