using System.Text.RegularExpressions;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Tells queries whose rows come item by item from those that need all items before the first row.</summary>
internal static partial class StreamableQuery
{
    public static bool IsStreamable(SqlQuery query, string text) =>
        query is { OrderBy: null, OffsetLimit: null, From: not null, Select.Distinct: false, Select.Top: null }
        && query.GroupBy.Count == 0 && !Aggregate().IsMatch(text);

    // Also found in strings and subqueries; such a query is then run as a whole, which is right too, only slower.
    [GeneratedRegex(
        @"\b(AVG|COUNT|COUNTIF|MAX|MIN|SUM|MAKELIST|MAKESET)\s*\(",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Aggregate();
}
