using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Tables.Query;

/// <summary>
/// Splits a query between the store and memory. The store evaluates every WHERE, JOIN, grouping key, plain aggregate
/// and expression. Left for memory is what it refuses or cannot page: HAVING, expressions over aggregates, ORDER BY
/// over groups, expressions or several keys (which would need an index of exactly those), and DISTINCT.
/// </summary>
internal static class QuerySplit
{
    public static QueryPlan Split(ResolvedQuery query)
    {
        if (query.Top is not null && query.OffsetLimit is not null)
            throw SqlFault.At(query.Top, "TOP cannot stand beside OFFSET and LIMIT; use one of them.");
        if (query.IsGrouped) return GroupedSplit.Split(query);
        return StoreCanPage(query) ? Page(query) : Finish(query);
    }

    private static bool StoreCanPage(ResolvedQuery query) =>
        !query.Distinct && query.OrderBy.Count switch
        {
            0 => true,
            1 => query.From is not JoinSource
                && ExpressionTypes.ColumnOf(query.OrderBy[0].Expression, query.Table) is { IsIndexed: true },
            _ => false,
        };

    private static QueryPlan Page(ResolvedQuery query) => new(
        new SqlQuery(
            new SelectClause(Columns(query.Columns.Select(column => column.Expression)), Top: query.Top),
            query.From,
            query.Where,
            OrderBy: query.OrderBy.Count == 0 ? null : new OrderByKeys(query.OrderBy),
            OffsetLimit: query.OffsetLimit),
        Finish: null);

    private static QueryPlan Finish(ResolvedQuery query)
    {
        var row = new SentRow();
        List<SqlExpression> columns = [.. query.Columns.Select(column => row.Property(column.Expression))];
        SqlList<OrderByItem> order = SqlList.From(
            query.OrderBy.Select(key => key with { Expression = row.Property(key.Expression) }));
        var overLimit = new LiteralExpression(CosmosValue.FromNumber(SqlLimits.MemoryRowsMax + 1));
        return new(
            new SqlQuery(new SelectClause(row.Select(), query.Distinct, overLimit), query.From, query.Where),
            InMemory(query, columns, having: null, order, tieBreakers: row.Properties()));
    }

    /// <summary>
    /// The query over the rows in memory. Its order is total, whatever order the rows came in: pages of it are cut from
    /// results that are computed anew for each.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="columns">Its columns as expressions over a row.</param>
    /// <param name="having">Which rows stay.</param>
    /// <param name="order">Its ORDER BY over a row.</param>
    /// <param name="tieBreakers">What tells rows apart that the order does not.</param>
    public static SqlQuery InMemory(
        ResolvedQuery query,
        IReadOnlyList<SqlExpression> columns,
        SqlExpression? having,
        SqlList<OrderByItem> order,
        IReadOnlyList<SqlExpression> tieBreakers)
    {
        if (query.Distinct)
        {
            RequireSelected(order, columns, query);
            tieBreakers = columns;
        }

        var ties = tieBreakers.Select(key => new OrderByItem(key));
        OrderByItem[] keys = [.. order.Concat(ties).DistinctBy(key => key.Expression)];
        return new(
            new SelectClause(Columns(columns), query.Distinct, query.Top),
            new AliasedSource(new PathCollection(QueryPlan.RowAlias, SqlList<PathStep>.Empty)),
            having,
            OrderBy: keys.Length == 0 ? null : new OrderByKeys(SqlList.From(keys)),
            OffsetLimit: query.OffsetLimit);
    }

    // Of the rows that become one, each may have another value of a key that is not selected.
    private static void RequireSelected(
        SqlList<OrderByItem> order, IReadOnlyList<SqlExpression> columns, ResolvedQuery query)
    {
        for (var index = 0; index < order.Count; index++)
        {
            if (columns.Contains(order[index].Expression)) continue;
            throw SqlFault.At(
                query.OrderBy[index],
                "with SELECT DISTINCT, ORDER BY takes columns of the answer only; select it as well.");
        }
    }

    private static SelectList Columns(IEnumerable<SqlExpression> expressions) => new(SqlList.From(
        expressions.Select((expression, position) => new SelectItem(expression, QueryPlan.ColumnName(position)))));
}
