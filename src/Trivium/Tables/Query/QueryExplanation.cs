using System.Text.Json;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>Says how a job would be done.</summary>
internal static class QueryExplanation
{
    // What Microsoft publishes for small items: an empty query, an item looked at, a KB returned.
    private const double QueryRequestUnits = 2.3;
    private const double ItemRequestUnits = 0.012;
    private const double KilobyteRequestUnits = 0.04;

    /// <summary>0.2 KB: a row of some ten short columns.</summary>
    private const double RowKilobytes = 0.2;

    public static SqlExplanation Of(QueryJob job, string container) => new(
        new(StoreQuery.TextOf(job.Plan.Sent, job.Query.Table), Parameters(job)),
        job.Plan.Finish is null ? [] : [.. Steps(job.Plan.Finish, job.Query)],
        new(container, StoreQuery.KeyValuesOf(job.Tenant, job.Query.Table)),
        Estimate(job),
        AnswerRows.Columns([], job.Query.Columns));

    private static Dictionary<string, JsonElement> Parameters(QueryJob job) =>
        StoreQuery.ParametersOf(job.Query.Table, job.Scope.Snapshot, job.Request.Parameters)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value);

    private static IEnumerable<string> Steps(SqlQuery finish, ResolvedQuery query)
    {
        if (finish.Where is { } where) yield return $"HAVING {SqlPrinter.Print(where)}";
        if (finish.GroupBy.Count > 0)
            yield return $"GROUP BY {string.Join(", ", finish.GroupBy.Select(SqlPrinter.Print))}";
        if (finish.Having is { } having) yield return $"HAVING {SqlPrinter.Print(having)}";
        if (finish.OrderBy is OrderByKeys order)
            yield return $"ORDER BY {string.Join(", ", order.Items.Select(Print))}";
        var items = ((SelectList)finish.Select.Spec).Items;
        string columns = string.Join(", ", items.Select(
            (item, position) => $"{SqlPrinter.Print(item.Expression)} AS {query.Columns[position].Name}"));
        yield return $"SELECT {(finish.Select.Distinct ? "DISTINCT " : "")}{columns}";
        if (finish.Select.Top is { } top) yield return $"TOP {SqlPrinter.Print(top)}";
        if (finish.OffsetLimit is { } slice)
            yield return $"OFFSET {SqlPrinter.Print(slice.Offset)} LIMIT {SqlPrinter.Print(slice.Limit)}";
    }

    private static string Print(OrderByItem key) =>
        SqlPrinter.Print(key.Expression) + (key.Direction == SortDirection.Descending ? " DESC" : "");

    private static QueryEstimate Estimate(QueryJob job)
    {
        CatalogTable table = job.Query.Table;
        long rows = table.Rows;
        // Without a condition, an order or groups, as many are looked at as are returned.
        if (job.Plan.Finish is null && job.Plan.Sent is { Where: null, OrderBy: null } && RowsWanted(job) is { } wanted)
            rows = Math.Min(rows, wanted);
        double requestUnits = QueryRequestUnits + rows * (ItemRequestUnits + RowKilobytes * KilobyteRequestUnits);
        return new(
            Math.Round(requestUnits, 1),
            rows,
            job.Plan.Finish is null ? 0 : Math.Min(rows, SqlLimits.MemoryRowsMax));
    }

    private static long? RowsWanted(QueryJob job)
    {
        if (job.Plan.Sent.Select.Top is { } top) return NumberOf(top, job);
        return job.Plan.Sent.OffsetLimit is { } slice
            ? NumberOf(slice.Offset, job) + NumberOf(slice.Limit, job)
            : null;
    }

    private static long? NumberOf(SqlExpression count, QueryJob job)
    {
        CosmosValue value = count switch
        {
            LiteralExpression literal => literal.Value,
            ParameterExpression parameter => job.Parameters()[parameter.Name],
            _ => default,
        };
        return value.IsNumber ? (long)value.AsNumber() : null;
    }
}
