using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Tables.Catalog;
using Trivium.Visibility;

namespace Trivium.Tables.Query;

/// <summary>Answers SQL queries, each within one snapshot.</summary>
internal sealed class SqlQueries(
    SnapshotReader snapshots,
    TableCatalogReader catalogs,
    QueryPages pages,
    ContinuationTokens tokens,
    TimeProvider time)
{
    private const string Purpose = "sql";

    /// <summary>A page of a query's answer.</summary>
    /// <exception cref="TriviumException">
    /// <c>invalid</c>: the query; <c>too_large</c>: too many rows for what it asks; <c>expired</c>: it, or its
    /// continuation, took too long.
    /// </exception>
    public async Task<SqlResponse> AnswerAsync(string tenant, SqlRequest request, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var meter = new RequestUnitMeter();
        SqlQuery parsed = Checked(() => SqlParser.Parse(request.Query, ParseOptions.Extended));
        string hash = HashOf(request);
        Continuation? previous = request.Continuation is null
            ? null
            : await tokens.UnprotectAsync(request.Continuation, Purpose, tenant, hash, cancellationToken);
        ReadScope scope = previous?.Snapshot is { } snapshot
            ? snapshots.Resume(snapshot)
            : await snapshots.OpenAsync(tenant, meter, cancellationToken);
        TableCatalog catalog = await catalogs.ReadAsync(tenant, scope.Snapshot, meter, cancellationToken);
        ResolvedQuery query = QueryResolver.Resolve(parsed, catalog, ParameterNames(request));

        var job = new QueryJob
        {
            Tenant = tenant,
            Request = request,
            Query = query,
            Plan = Checked(() => QuerySplit.Split(query)),
            Scope = scope,
            Meter = meter,
            Start = previous?.Inner,
        };
        RowPage page = await ReadAsync(job, cancellationToken);
        scope.EnsureAlive();
        string? continuation = page.Next is null
            ? null
            : await tokens.ProtectAsync(new(Purpose, tenant, hash, scope.Snapshot, page.Next), cancellationToken);
        return new(
            AnswerRows.Columns(page.Rows, query.Columns),
            AnswerRows.Of(page.Rows, query.Columns),
            continuation,
            meter.Total,
            (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<RowPage> ReadAsync(QueryJob job, CancellationToken cancellationToken)
    {
        try
        {
            QueryPages.Check(job);
            return await pages.ReadAsync(job, cancellationToken);
        }
        catch (SqlException fault)
        {
            throw SqlFault.From(fault);
        }
        catch (CosmosException fault) when (fault.StatusCode == HttpStatusCode.BadRequest)
        {
            throw SqlFault.Of($"The store refused the query: {StoreRefusal.ReasonOf(fault)}", fault);
        }
    }

    private static HashSet<string> ParameterNames(SqlRequest request) => [.. request.Parameters?.Keys ?? []];

    private static string HashOf(SqlRequest request) => ContinuationTokens.HashOf(
        [
            request.Query,
            .. (request.Parameters ?? new Dictionary<string, JsonElement>())
                .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                .SelectMany(parameter => new[] { parameter.Key, parameter.Value.GetRawText() }),
        ]);

    private static T Checked<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (SqlException fault)
        {
            throw SqlFault.From(fault);
        }
    }
}
