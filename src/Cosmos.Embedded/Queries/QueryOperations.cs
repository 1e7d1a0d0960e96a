using System.Globalization;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Evaluation;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Queries over items, their plans, and the feed of all items.</summary>
internal sealed class QueryOperations(Engine engine)
{
    // The service's page size when the client does not say.
    private const int PageRowsDefault = 1000;

    // Up to here a query runs on the thread of its caller.
    private const int InlineItemsMax = 500;

    private static readonly byte[] AllItems = """{"query":"SELECT * FROM c"}"""u8.ToArray();

    private readonly ResultCache _cache = new(engine.Options.PagedResultsBytesMax);

    /// <summary>
    /// Checks the query, so that a fault in it is told before anything else happens, and answers the plan.
    /// </summary>
    public CosmosResponse Plan(CosmosRequest request)
    {
        Compile(QueryRequest.Parse(request.Body), null, PartitionScope.All);
        return QueryPlan.Answer();
    }

    public ValueTask<CosmosResponse> ReadFeed(
        CosmosRequest request, string database, string containerName, CancellationToken cancellationToken)
    {
        if (request.Header(HeaderNames.AIm) is { } mode)
            return ValueTask.FromResult(new ChangeFeed(engine).Read(request, mode, database, containerName));
        return Query(request with { Body = AllItems }, database, containerName, cancellationToken);
    }

    public ValueTask<CosmosResponse> Query(
        CosmosRequest request, string database, string containerName, CancellationToken cancellationToken)
    {
        var snapshot = engine.Snapshot();
        Func<CosmosResponse> run;
        bool isSmall;
        try
        {
            var container = ContainerTarget.ForReading(request, engine, snapshot, database, containerName);
            run = Prepare(request, container, cancellationToken);
            isSmall = container.Items.Count <= InlineItemsMax;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
        // A small scan is over sooner than another thread has begun; a large one must not hold up its caller's
        // other requests.
        return isSmall
            ? ValueTask.FromResult(RunOver(snapshot, run))
            : new ValueTask<CosmosResponse>(Task.Run(() => RunOver(snapshot, run), CancellationToken.None));
    }

    private static CosmosResponse RunOver(AccountSnapshot snapshot, Func<CosmosResponse> run)
    {
        using (snapshot)
            return run();
    }

    private Func<CosmosResponse> Prepare(
        CosmosRequest request, ContainerState container, CancellationToken cancellationToken)
    {
        var query = QueryRequest.Parse(request.Body);
        var scope = QueryScope.Of(request, container);
        var purpose = ContinuationToken.PurposeOf(container.Rid, scope, request.Body.Span);
        var from = request.Header(HeaderNames.Continuation) is { Length: > 0 } token
            ? ContinuationToken.Decode(token, purpose) : null;
        var page = new ResultPage(PageSize.Of(request, PageRowsDefault));
        var now = engine.NowSeconds;
        var ranked = new RankedRun(engine, container, scope, now);
        var run = new QueryRun(
            Compile(query, container, scope), container, scope, purpose, now, _cache,
            cancellation => ranked.Rows(query, cancellation));
        return () =>
        {
            try
            {
                var next = StreamableQuery.IsStreamable(query.Query, query.Text)
                    ? run.Stream(page, from, cancellationToken)
                    : run.Complete(page, from, cancellationToken);
                return Answer(request, container, page, next, run.Examined);
            }
            catch (SqlException error)
            {
                throw QueryFailure.From(error);
            }
        };
    }

    private CompiledQuery Compile(QueryRequest query, ContainerState? container, PartitionScope scope)
    {
        var options = new EvaluationOptions { TimeProvider = engine.Options.TimeProvider };
        if (container is not null)
        {
            options = options with
            {
                Vectors = new StoredVectors(container.Definition.Vectors),
                FullText = new StoredTexts(container, scope, engine.NowSeconds),
            };
        }
        try
        {
            return SqlEvaluator.Compile(query.Query, query.Parameters, options);
        }
        catch (SqlException error)
        {
            throw QueryFailure.From(error);
        }
    }

    private static CosmosResponse Answer(
        CosmosRequest request, ContainerState container, ResultPage page, ContinuationToken? next, int examined)
    {
        var response = new CosmosResponse(200, Feeds.Write(container.Rid, "Documents", page.Rows))
            .With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Query(examined, page.Bytes)))
            .With(HeaderNames.ItemCount, page.Rows.Count.ToString(CultureInfo.InvariantCulture))
            .With(HeaderNames.SessionToken, container.SessionToken)
            .With(HeaderNames.Lsn, container.Lsn.ToString(CultureInfo.InvariantCulture));
        if (next is not null)
            response.With(HeaderNames.Continuation, next.Encode());
        return request.IsTrue(HeaderNames.OptimisticDirectExecute)
            ? response.With(HeaderNames.QueryRequiresDistribution, "False")
            : response;
    }
}
