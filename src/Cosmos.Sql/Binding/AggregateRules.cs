using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>Where aggregates may stand, and what may stand beside them.</summary>
internal static class AggregateRules
{
    public static void Check(SqlQuery query, ParseOptions options)
    {
        if (query.Having is { } having && !options.AllowHaving)
            throw new SqlException(
                SqlErrorCodes.Syntax, having.Position,
                "HAVING is not part of this SQL; filter in an outer query.");
        if (query.Where is { } where) RefuseAggregates(where, "WHERE");
        foreach (var key in query.GroupBy) RefuseAggregates(key, "GROUP BY");
        foreach (var expression in QueryParts.Clauses(query).SelectMany(SyntaxChildren.SelfAndDescendants))
            CheckAggregate(expression, options);

        var selected = QueryParts.Selected(query).ToList();
        if (!options.AllowAggregateExpressions)
            foreach (var expression in selected) RefuseCompositions(expression);
        var isGrouped = query.GroupBy.Count > 0 || query.Having is not null
            || selected.Concat(QueryParts.OrderKeys(query))
                .Any(expression => QueryParts.FirstAggregate(expression) is not null);
        if (isGrouped) CheckColumns(query, selected);
    }

    private static void RefuseAggregates(SqlExpression expression, string clause)
    {
        if (QueryParts.FirstAggregate(expression) is { } aggregate)
            throw new SqlException(
                SqlErrorCodes.MisplacedAggregate, aggregate.Position,
                $"an aggregate cannot stand in {clause}; use it in SELECT.");
    }

    private static void CheckAggregate(SqlExpression expression, ParseOptions options)
    {
        if (!QueryParts.IsAggregate(expression)) return;
        if (expression is CountStarExpression && !options.AllowCountStar)
            throw new SqlException(
                SqlErrorCodes.Syntax, expression.Position,
                "COUNT(*) is not part of this SQL; use COUNT(1).");
        if (expression is CountDistinctExpression && !options.AllowCountDistinct)
            throw new SqlException(
                SqlErrorCodes.Syntax, expression.Position,
                "COUNT(DISTINCT x) is not part of this SQL; group by x and count the groups.");
        foreach (var argument in SyntaxChildren.Of(expression))
            if (QueryParts.FirstAggregate(argument) is { } inner)
                throw new SqlException(
                    SqlErrorCodes.NestedAggregate, inner.Position,
                    "an aggregate cannot stand inside an aggregate; compute the inner one in a subquery.");
    }

    // Objects and arrays of aggregates are results; anything else computes with them.
    private static void RefuseCompositions(SqlExpression expression)
    {
        if (QueryParts.IsAggregate(expression)) return;
        foreach (var part in SyntaxChildren.Of(expression))
        {
            if (expression is ObjectExpression or ArrayExpression) RefuseCompositions(part);
            else if (QueryParts.FirstAggregate(part) is { } aggregate)
                throw new SqlException(
                    SqlErrorCodes.AggregateComposition, aggregate.Position,
                    "compositions of aggregates and other expressions are not supported; select the aggregate by "
                    + "itself.");
        }
    }

    private static void CheckColumns(SqlQuery query, List<SqlExpression> selected)
    {
        if (query.Select.Spec is SelectStar star)
            throw new SqlException(
                SqlErrorCodes.NotInGroupBy, star.Position,
                "SELECT * cannot be used with GROUP BY; name the grouping keys and aggregates.");
        var keys = query.GroupBy.ToHashSet();
        foreach (var expression in selected) CheckColumn(expression, keys);

        // Order and HAVING may also name what is selected.
        if (query.Select.Spec is SelectList list)
            foreach (var item in list.Items)
                if (item.Name is { } name) keys.Add(new IdentifierExpression(name));
        foreach (var key in QueryParts.OrderKeys(query)) CheckColumn(key, keys);
        if (query.Having is { } having) CheckColumn(having, keys);
    }

    private static void CheckColumn(SqlExpression expression, HashSet<SqlExpression> keys)
    {
        if (keys.Contains(expression) || QueryParts.IsAggregate(expression)) return;
        if (expression is IdentifierExpression or PropertyExpression { Target: IdentifierExpression })
        {
            var name =
                expression is PropertyExpression property ? property.Name : ((IdentifierExpression)expression).Name;
            throw new SqlException(
                SqlErrorCodes.NotInGroupBy, expression.Position,
                $"{name} is neither in GROUP BY nor inside an aggregate; add it to one of them.");
        }

        foreach (var part in SyntaxChildren.Of(expression)) CheckColumn(part, keys);
    }
}
