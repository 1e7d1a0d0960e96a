using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Batches;
using Trivium.Cosmos.Embedded.Queries;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Finds the operation that a request is for, and turns whatever goes wrong into an answer.</summary>
internal sealed partial class Router(Engine engine)
{
    private const string QueryContentType = "application/query+json";

    private readonly DatabaseOperations _databases = new(engine);
    private readonly ContainerOperations _containers = new(engine);
    private readonly ItemOperations _items = new(engine);
    private readonly BatchOperations _batches = new(engine);
    private readonly QueryOperations _queries = new(engine);
    private readonly OfferOperations _offers = new(engine);

    public async ValueTask<CosmosResponse> Handle(CosmosRequest request, CancellationToken cancellationToken)
    {
        CosmosResponse response;
        try
        {
            response = await Route(request, ResourcePath.Split(request.Path), cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailure failure)
        {
            response = ErrorAnswer.From(failure);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogUnexpected(engine.Logger, error, request.Method, request.Path);
            response = ErrorAnswer.From(RequestFailure.Internal(
                $"Internal error of the embedded engine ({error.GetType().Name}); see its log."));
        }
        return response
            .With(HeaderNames.ActivityId, request.Header(HeaderNames.ActivityId) ?? Guid.NewGuid().ToString())
            .With("x-ms-serviceversion", "version=2.14.0.0")
            .With("x-ms-gatewayversion", "version=2.14.0");
    }

    private ValueTask<CosmosResponse> Route(
        CosmosRequest request, string[] path, CancellationToken cancellationToken) =>
        (request.Method, path) switch
        {
            ("GET", []) => Done(AccountAnswer.Make(engine.Options, request.Endpoint)),
            (_, ["dbs"]) => _databases.Feed(request, cancellationToken),
            (_, ["dbs", var database]) => _databases.One(request, database, cancellationToken),
            (_, ["dbs", var database, "colls"]) => _containers.Feed(request, database, cancellationToken),
            (_, ["dbs", var database, "colls", var container]) =>
                _containers.One(request, database, container, cancellationToken),
            ("GET", ["dbs", var database, "colls", var container, "pkranges"]) =>
                Done(PartitionKeyRanges.Read(request, engine.Current.Container(database, container))),
            ("POST", ["dbs", var database, "colls", var container, "docs"]) =>
                Post(request, database, container, cancellationToken),
            ("GET", ["dbs", var database, "colls", var container, "docs"]) =>
                _queries.ReadFeed(request, database, container, cancellationToken),
            (_, ["dbs", var database, "colls", var container, "docs", var id]) =>
                _items.One(request, database, container, id, cancellationToken),
            ("POST", ["dbs", var database, "colls", var container, "operations", "partitionkeydelete"]) =>
                _items.DeletePartition(request, database, container, cancellationToken),
            (_, ["offers"]) => Done(_offers.Query(request)),
            (_, ["offers", var id]) => _offers.One(request, id, cancellationToken),
            _ => throw RequestFailure.NotFound(
                $"The embedded engine has nothing at {request.Method} /{string.Join('/', path)}."),
        };

    private ValueTask<CosmosResponse> Post(
        CosmosRequest request, string database, string container, CancellationToken cancellationToken)
    {
        if (request.IsTrue(HeaderNames.IsBatch))
            return _batches.Run(request, database, container, cancellationToken);
        if (request.IsTrue(HeaderNames.IsQueryPlan))
            return Done(_queries.Plan(request));
        return IsQuery(request)
            ? _queries.Query(request, database, container, cancellationToken)
            : _items.Create(request, database, container, cancellationToken);
    }

    private static bool IsQuery(CosmosRequest request) =>
        request.IsTrue(HeaderNames.IsQuery)
        || request.Header("Content-Type")?.StartsWith(QueryContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static ValueTask<CosmosResponse> Done(CosmosResponse response) => ValueTask.FromResult(response);

    [LoggerMessage(EventId = 3000, Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception error, string method, string path);
}
