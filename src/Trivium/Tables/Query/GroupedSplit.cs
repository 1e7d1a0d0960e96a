using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Tables.Query;

/// <summary>
/// Splits a query with groups: the store computes keys and plain aggregates per group; HAVING, expressions over them,
/// ORDER BY, DISTINCT and the slice are left for memory. Where COUNT(DISTINCT x) is asked for, the store groups by x as
/// well, and what it computed is grouped again.
/// </summary>
internal sealed class GroupedSplit
{
    private readonly ResolvedQuery _query;
    private readonly HashSet<SqlExpression> _keys;
    private readonly SentRow _row = new();
    private readonly Regrouping? _again;

    private GroupedSplit(ResolvedQuery query)
    {
        _query = query;
        _keys = [.. query.GroupBy];
        if (Regrouping.IsNeeded(query)) _again = new Regrouping(_row);
    }

    public static QueryPlan Split(ResolvedQuery query) => new GroupedSplit(query).Split();

    private QueryPlan Split()
    {
        List<SqlExpression> keys = [.. _query.GroupBy.Select(_row.Property)];
        List<SqlExpression> columns = [.. _query.Columns.Select(column => InMemory(column.Expression))];
        SqlExpression? having = _query.Having is null ? null : InMemory(_query.Having);
        SqlList<OrderByItem> order = SqlList.From(
            _query.OrderBy.Select(key => key with { Expression = InMemory(key.Expression) }));
        // The store computes at least one thing per group, for SELECT 1 FROM t HAVING COUNT(*) > 0 and the like.
        if (_row.Count == 0) _row.Property(ExpressionResolver.CountOfRows(default));
        SqlList<SqlExpression> groupBy = _again is null
            ? _query.GroupBy
            : SqlList.From(_query.GroupBy.Concat(_again.Counted).Distinct());
        var sent = new SqlQuery(new SelectClause(_row.Select()), _query.From, _query.Where, groupBy);
        SqlQuery finish = QuerySplit.InMemory(_query, columns, having, order, keys);
        if (_again is not null) finish = finish with { Where = null, GroupBy = SqlList.From(keys), Having = having };
        return new(sent, finish);
    }

    // The expression over a row of keys and aggregates.
    private SqlExpression InMemory(SqlExpression expression)
    {
        if (_keys.Contains(expression)) return _row.Property(expression);
        if (Aggregates.Is(expression)) return Aggregate(expression);
        if (ExpressionTypes.ColumnOf(expression, _query.Table) is { } column)
        {
            throw SqlFault.At(
                expression,
                $"'{column.Name}' must stand in GROUP BY or inside an aggregate such as MAX({column.Name}).");
        }

        return expression switch
        {
            IdentifierExpression => throw SqlFault.At(
                expression, "what JOIN names must stand in GROUP BY or inside an aggregate."),
            SubqueryExpression => throw SqlFault.At(
                expression, "a subquery beside aggregates must stand inside one."),
            _ => SqlTree.MapChildren(expression, InMemory),
        };
    }

    private SqlExpression Aggregate(SqlExpression aggregate)
    {
        SqlTree.MapChildren(aggregate, argument => Aggregates.In(argument)
            ? throw SqlFault.At(aggregate, "an aggregate cannot stand inside an aggregate.")
            : argument);
        return _again is null ? _row.Property(aggregate) : _again.InMemory(aggregate);
    }
}
