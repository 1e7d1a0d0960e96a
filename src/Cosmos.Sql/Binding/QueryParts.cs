using Trivium.Cosmos.Sql.Aggregates;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>What the rules ask of a query.</summary>
internal static class QueryParts
{
    public static IEnumerable<SqlExpression> Selected(SqlQuery query) => query.Select.Spec switch
    {
        SelectValue value => [value.Expression],
        SelectList list => list.Items.Select(item => item.Expression),
        _ => [],
    };

    public static IEnumerable<SqlExpression> OrderKeys(SqlQuery query) => query.OrderBy switch
    {
        OrderByKeys keys => keys.Items.Select(item => item.Expression),
        OrderByRank rank => [rank.Score],
        _ => [],
    };

    /// <summary>Every expression that stands directly in a clause of the query.</summary>
    public static IEnumerable<SqlExpression> Clauses(SqlQuery query)
    {
        foreach (var expression in Selected(query)) yield return expression;
        if (query.Where is { } where) yield return where;
        foreach (var key in query.GroupBy) yield return key;
        if (query.Having is { } having) yield return having;
        foreach (var key in OrderKeys(query)) yield return key;
    }

    public static IEnumerable<SqlQuery> Subqueries(SqlQuery query) => Clauses(query)
        .SelectMany(SyntaxChildren.SelfAndDescendants)
        .OfType<SubqueryExpression>()
        .Select(subquery => subquery.Query)
        .Concat(query.From is { } from ? Subqueries(from) : []);

    public static bool IsAggregate(SqlExpression expression) =>
        expression is CountStarExpression or CountDistinctExpression
        || (expression is FunctionCallExpression { IsUserDefined: false } call
            && AggregateTable.IsAggregate(call.Name));

    public static SqlExpression? FirstAggregate(SqlExpression expression) =>
        SyntaxChildren.SelfAndDescendants(expression).FirstOrDefault(IsAggregate);

    private static IEnumerable<SqlQuery> Subqueries(FromSource source) => source switch
    {
        JoinSource join => Subqueries(join.Left).Concat(Subqueries(join.Right)),
        AliasedSource { Collection: SubqueryCollection subquery } => [subquery.Query],
        ArraySource { Collection: SubqueryCollection subquery } => [subquery.Query],
        _ => [],
    };
}
