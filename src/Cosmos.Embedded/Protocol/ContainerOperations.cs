using System.Text;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Creates, reads, replaces, lists and deletes containers.</summary>
internal sealed class ContainerOperations(Engine engine)
{
    public async ValueTask<CosmosResponse> Feed(
        CosmosRequest request, string database, CancellationToken cancellationToken)
    {
        if (request.Method == "POST" && !request.IsTrue(HeaderNames.IsQuery))
            return await Create(request, database, cancellationToken).ConfigureAwait(false);
        if (request.Method is not ("GET" or "POST"))
            throw RequestFailure.MethodNotAllowed($"{request.Method} is not allowed on containers; use GET or POST.");
        var parent = engine.Current.Database(database);
        var containers = MetadataQuery.Filter(request, parent.Containers.Values, container => container.Definition.Id);
        var body = Feeds.Write(parent.Rid, "DocumentCollections", [.. containers.Select(Body)]);
        return Answer(new CosmosResponse(200, body), isWrite: false)
            .With(HeaderNames.ItemCount, MetadataQuery.Count(containers));
    }

    public async ValueTask<CosmosResponse> One(
        CosmosRequest request, string database, string name, CancellationToken cancellationToken)
    {
        switch (request.Method)
        {
            case "GET":
                return WithBody(engine.Current.Container(database, name), 200, isWrite: false);
            case "PUT":
                var replaced = await Replace(request, database, name, cancellationToken).ConfigureAwait(false);
                return WithBody(replaced, 200, isWrite: true);
            case "DELETE":
                await engine.Writer.Write(
                    transaction =>
                    {
                        var parent = transaction.State.Database(database);
                        var doomed = transaction.State.Container(database, name);
                        transaction.State = transaction.State.With(
                            parent with { Containers = parent.Containers.Remove(doomed.Definition.Id) });
                        transaction.Record(new StorageChange.DropContainer(doomed.Number));
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
                return Answer(new CosmosResponse(204), isWrite: true);
            default:
                throw RequestFailure.MethodNotAllowed(
                    $"{request.Method} is not allowed on a container; use GET, PUT or DELETE.");
        }
    }

    private async ValueTask<CosmosResponse> Create(
        CosmosRequest request, string database, CancellationToken cancellationToken)
    {
        var definition = ContainerDefinition.Parse(request.Body);
        var throughput = OfferOperations.Throughput(request);
        var container = await engine.Writer.Write(
            transaction =>
            {
                var parent = transaction.State.Database(database);
                if (parent.Containers.ContainsKey(definition.Id))
                    throw RequestFailure.Conflict(
                        $"A container '{definition.Id}' exists already in database '{parent.Name}'.");
                var made = new ContainerState(
                    parent.Number, (uint)transaction.NextKey(), definition, transaction.NowSeconds, 0, throughput);
                return Put(transaction, parent, made, isExpiryChanged: false);
            },
            cancellationToken).ConfigureAwait(false);
        return WithBody(container, 201, isWrite: true);
    }

    private async ValueTask<ContainerState> Replace(
        CosmosRequest request, string database, string name, CancellationToken cancellationToken)
    {
        var definition = ContainerDefinition.Parse(request.Body);
        return await engine.Writer.Write(
            transaction =>
            {
                var parent = transaction.State.Database(database);
                var current = transaction.State.Container(database, name);
                if (request.Header(HeaderNames.IfMatch) is { } condition && !ETags.Matches(condition, current.ETag))
                    throw RequestFailure.PreconditionFailed(
                        $"Container '{name}' has etag {current.ETag}, not {condition}.");
                current.Definition.CheckReplaceableBy(definition);
                var next = current with
                {
                    Definition = definition,
                    Timestamp = transaction.NowSeconds,
                    Revision = current.Revision + 1,
                };
                return Put(
                    transaction, parent, next, definition.DefaultTimeToLive != current.Definition.DefaultTimeToLive);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static ContainerState Put(
        Writes.WriteTransaction transaction, DatabaseState parent, ContainerState container, bool isExpiryChanged)
    {
        transaction.State = transaction.State.With(parent.Name, container);
        transaction.Record(new StorageChange.PutContainer(container, isExpiryChanged));
        return container;
    }

    private static CosmosResponse WithBody(ContainerState container, int status, bool isWrite) =>
        Answer(new CosmosResponse(status, Body(container)), isWrite).With(HeaderNames.ETag, container.ETag);

    private static CosmosResponse Answer(CosmosResponse response, bool isWrite) =>
        response.With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Metadata(isWrite)));

    private static byte[] Body(ContainerState container)
    {
        var self = $"dbs/{ResourceId.Database(container.DatabaseNumber)}/colls/{container.Rid}/";
        var etag = container.ETag.Replace("\"", "\\\"");
        var system =
            $",\"_rid\":\"{container.Rid}\",\"_self\":\"{self}\",\"_etag\":\"{etag}\",\"_ts\":{container.Timestamp},"
            + "\"_docs\":\"docs/\",\"_sprocs\":\"sprocs/\",\"_triggers\":\"triggers/\",\"_udfs\":\"udfs/\","
            + "\"_conflicts\":\"conflicts/\"}";
        return [.. container.Definition.Json.AsSpan(..^1), .. Encoding.UTF8.GetBytes(system)];
    }
}
