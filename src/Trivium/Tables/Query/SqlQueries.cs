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
    TriviumDatabase database,
    TriviumOptions options,
    TimeProvider time)
{
    private const string Purpose = "sql";

    /// <summary>A page of a query's answer.</summary>
    /// <exception cref="TriviumException">
    /// <c>invalid</c>: the query; <c>too_large</c>: it takes more rows, request units or time than it may;
    /// <c>expired</c>: its continuation is too old.
    /// </exception>
    public async Task<SqlResponse> AnswerAsync(string tenant, SqlRequest request, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        using var overtime = new CancellationTokenSource(options.Sql.TimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overtime.Token);
        try
        {
            return await AnswerAsync(tenant, request, started, either.Token);
        }
        catch (OperationCanceledException)
            when (overtime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw SqlFault.TooLarge(
                $"The query took longer than {options.Sql.TimeMax.TotalSeconds:0.###} s. Narrow it with WHERE, or ask "
                    + "for fewer rows with LIMIT.");
        }
    }

    /// <summary>How a query would be answered.</summary>
    /// <exception cref="TriviumException"><c>invalid</c>: the query.</exception>
    public async Task<SqlExplanation> ExplainAsync(
        string tenant, SqlRequest request, CancellationToken cancellationToken)
    {
        QueryJob job = await PrepareAsync(tenant, request, previous: null, cancellationToken);
        Checked(() => QueryPages.Check(job.Plan, job.Parameters()));
        job.Scope.EnsureAlive();
        return QueryExplanation.Of(job, StoreQuery.ContainerOf(database, job.Query.Table, job.Scope.Snapshot).Id);
    }

    private async Task<SqlResponse> AnswerAsync(
        string tenant, SqlRequest request, long started, CancellationToken cancellationToken)
    {
        string hash = HashOf(request);
        Continuation? previous = request.Continuation is null
            ? null
            : await tokens.UnprotectAsync(request.Continuation, Purpose, tenant, hash, cancellationToken);
        QueryJob job = await PrepareAsync(tenant, request, previous, cancellationToken);
        RowPage page = await ReadAsync(job, cancellationToken);
        job.Scope.EnsureAlive();
        string? continuation = page.Next is null
            ? null
            : await tokens.ProtectAsync(
                new(Purpose, tenant, hash, job.Scope.Snapshot, page.Next), cancellationToken);
        return new(
            AnswerRows.Columns(page.Rows, job.Query.Columns),
            AnswerRows.Of(page.Rows, job.Query.Columns),
            continuation,
            job.Meter.Total,
            (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<QueryJob> PrepareAsync(
        string tenant, SqlRequest request, Continuation? previous, CancellationToken cancellationToken)
    {
        var meter = new RequestUnitMeter { Max = options.Sql.RequestUnitsMax };
        SqlQuery parsed = Parsed(request.Query);
        ReadScope scope = previous?.Snapshot is { } snapshot
            ? snapshots.Resume(snapshot)
            : await snapshots.OpenAsync(tenant, meter, cancellationToken);
        TableCatalog catalog = await catalogs.ReadAsync(tenant, scope.Snapshot, meter, cancellationToken);
        ResolvedQuery query = QueryResolver.Resolve(parsed, catalog, ParameterNames(request));
        return new()
        {
            Tenant = tenant,
            Request = request,
            Query = query,
            Plan = QuerySplit.Split(query),
            Scope = scope,
            Meter = meter,
            Start = previous?.Inner,
        };
    }

    private static SqlQuery Parsed(string query)
    {
        try
        {
            return SqlParser.Parse(query, SqlDialect.Options);
        }
        catch (SqlException fault)
        {
            throw SqlFault.InText(fault, query);
        }
    }

    private async Task<RowPage> ReadAsync(QueryJob job, CancellationToken cancellationToken)
    {
        try
        {
            QueryPages.Check(job.Plan, job.Parameters());
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

    private static void Checked(Action step)
    {
        try
        {
            step();
        }
        catch (SqlException fault)
        {
            throw SqlFault.From(fault);
        }
    }
}
