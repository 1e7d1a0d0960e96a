using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;
using Trivium.Errors;
using Trivium.Storage;

namespace Trivium.Tables.Query;

/// <summary>Runs a job: page by page in the store, or with all its rows in memory.</summary>
internal sealed class QueryPages(TriviumDatabase database, TimeProvider time)
{
    /// <summary>
    /// Finds what is wrong with functions, arguments and parameters before the store does: here faults still know their
    /// place in the query as it was written.
    /// </summary>
    /// <exception cref="SqlException">The query breaks a rule.</exception>
    public static void Check(QueryPlan plan, IReadOnlyDictionary<string, CosmosValue> parameters)
    {
        try
        {
            SqlEvaluator.Compile(plan.Sent, parameters);
        }
        catch (SqlException fault) when (fault.Code == SqlErrorCodes.NotSupported)
        {
            // Only the evaluator does not know it; the store decides.
        }

        if (plan.Finish is not null) SqlEvaluator.Compile(plan.Finish, parameters, Options);
    }

    private static EvaluationOptions Options { get; } = new() { Dialect = SqlDialect.Options };

    public Task<RowPage> ReadAsync(QueryJob job, CancellationToken cancellationToken) =>
        job.Plan.Finish is null ? FromStoreAsync(job, cancellationToken) : FromMemoryAsync(job, cancellationToken);

    private async Task<RowPage> FromStoreAsync(QueryJob job, CancellationToken cancellationToken)
    {
        Container container = StoreQuery.ContainerOf(database, job.Query.Table, job.Scope.Snapshot);
        QueryPage<JsonElement> page = await container.QueryPageAsync<JsonElement>(
            job.ToStore(), job.Key, job.Start, job.Request.MaxItemCount, job.Meter, cancellationToken);
        return new([.. page.Items.Select(item => CosmosValue.FromElement(item))], page.Continuation);
    }

    // Pages are cut from the whole result, computed anew for each: within a snapshot it is always the same.
    private async Task<RowPage> FromMemoryAsync(QueryJob job, CancellationToken cancellationToken)
    {
        CompiledQuery finish = SqlEvaluator.Compile(
            job.Plan.Finish!, job.Parameters(), Options with { TimeProvider = time });
        List<CosmosValue> rows = await AllRowsAsync(job, cancellationToken);
        int start = job.Start is null ? 0 : int.Parse(job.Start, CultureInfo.InvariantCulture);
        int count = job.Request.MaxItemCount;
        List<CosmosValue> page = [.. finish.Execute(rows, cancellationToken).Skip(start).Take(count + 1)];
        if (page.Count <= count) return new(page, null);

        page.RemoveAt(count);
        return new(page, (start + count).ToString(CultureInfo.InvariantCulture));
    }

    private async Task<List<CosmosValue>> AllRowsAsync(QueryJob job, CancellationToken cancellationToken)
    {
        List<CosmosValue> rows = [];
        Container container = StoreQuery.ContainerOf(database, job.Query.Table, job.Scope.Snapshot);
        IAsyncEnumerable<JsonElement> all = container.QueryAsync<JsonElement>(
            job.ToStore(), job.Key, job.Meter, cancellationToken);
        await foreach (JsonElement row in all)
        {
            if (rows.Count == SqlLimits.MemoryRowsMax) throw TooMany(job);
            rows.Add(CosmosValue.FromElement(row));
            if (rows.Count % SqlLimits.PageRowsMax == 0) job.Scope.EnsureAlive();
        }

        return rows;
    }

    private static TriviumException TooMany(QueryJob job)
    {
        string what = job.Query.IsGrouped ? "groups" : "rows";
        string why = job.Query.IsGrouped ? "Grouping" : job.Query.Distinct ? "SELECT DISTINCT" : "This ORDER BY";
        string message = $"{why} takes at most {SqlLimits.MemoryRowsMax} {what} in memory, and table "
            + $"'{job.Query.Table.Name}' has more that meet the condition. Narrow it with WHERE"
            + (job.Query.IsGrouped ? "." : ", or ORDER BY a single column, which has no such limit.");
        return new(ErrorCode.TooLarge, message) { Errors = new Dictionary<string, string[]> { ["query"] = [message] } };
    }
}
