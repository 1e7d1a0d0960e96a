using System.Globalization;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Items.Patching;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Operations on one item, and the deletion of a logical partition.</summary>
internal sealed class ItemOperations(Engine engine)
{
    public async ValueTask<CosmosResponse> Create(
        CosmosRequest request, string database, string containerName, CancellationToken cancellationToken)
    {
        var container = Target(request, database, containerName);
        var item = Prepared(container, request.Header(HeaderNames.PartitionKey), request.Body);
        var conditions = Conditions(request);
        var isUpsert = request.IsTrue(HeaderNames.IsUpsert);
        var outcome = await engine.Writer.Write(
            transaction =>
            {
                var items = new ItemWrites(transaction, database, containerName, container.Number);
                return isUpsert ? items.Upsert(item, conditions) : items.Create(item);
            },
            cancellationToken).ConfigureAwait(false);
        return Answer(request, outcome);
    }

    public async ValueTask<CosmosResponse> One(
        CosmosRequest request, string database, string containerName, string id, CancellationToken cancellationToken)
    {
        var container = Target(request, database, containerName);
        var epk = container.Definition.PartitionKey.FullEpk(request.Header(HeaderNames.PartitionKey));
        if (request.Method == "GET")
        {
            using var snapshot = engine.Snapshot();
            var version = ContainerTarget.ForReading(request, engine, snapshot, database, containerName);
            var ifNoneMatch = request.Header(HeaderNames.IfNoneMatch);
            return Answer(request, ItemRead.Of(version, epk, id, ifNoneMatch, engine.NowSeconds));
        }
        var conditions = Conditions(request);
        Func<ItemWrites, ItemOutcome> write;
        switch (request.Method)
        {
            case "PUT":
                var item = Prepared(container, request.Header(HeaderNames.PartitionKey), request.Body);
                write = items => items.Replace(epk, id, item, conditions);
                break;
            case "PATCH":
                var patch = ItemPatch.Prepare(container, request.Body, engine);
                write = items => items.Rewrite(epk, id, conditions, patch);
                break;
            case "DELETE":
                write = items => items.Delete(epk, id, conditions);
                break;
            default:
                throw RequestFailure.MethodNotAllowed(
                    $"{request.Method} is not allowed on an item; use GET, PUT, PATCH or DELETE.");
        }
        var outcome = await engine.Writer.Write(
            transaction => write(new ItemWrites(transaction, database, containerName, container.Number)),
            cancellationToken).ConfigureAwait(false);
        return Answer(request, outcome);
    }

    public async ValueTask<CosmosResponse> DeletePartition(
        CosmosRequest request, string database, string containerName, CancellationToken cancellationToken)
    {
        var container = Target(request, database, containerName);
        var epk = container.Definition.PartitionKey.FullEpk(request.Header(HeaderNames.PartitionKey));
        var (after, charge) = await new PartitionDeletion(engine, database, container, epk)
            .Run(cancellationToken).ConfigureAwait(false);
        return new CosmosResponse(200)
            .With(HeaderNames.RequestCharge, RequestCharge.Format(charge))
            .With(HeaderNames.SessionToken, after.SessionToken);
    }

    /// <summary>The container that a request is for, unless the client means an older one of that name.</summary>
    private ContainerState Target(CosmosRequest request, string database, string name) =>
        ContainerTarget.Resolve(request, engine.Current, database, name);

    /// <exception cref="RequestFailure">400 with sub-status 1001 when the header and the item disagree.</exception>
    private static PreparedItem Prepared(ContainerState container, string? partitionKey, ReadOnlyMemory<byte> body)
    {
        var epk = container.Definition.PartitionKey.FullEpk(partitionKey);
        var item = PreparedItem.Parse(container, body);
        return item.Epk == epk
            ? item
            : throw RequestFailure.PartitionKeyMismatch(
                $"The partition key {partitionKey} is not the one in item '{item.Id}'.");
    }

    private static ItemConditions Conditions(CosmosRequest request) =>
        new(request.Header(HeaderNames.IfMatch), request.Header(HeaderNames.IfNoneMatch));

    private static CosmosResponse Answer(CosmosRequest request, ItemOutcome outcome)
    {
        var isMinimal =
            request.Header(HeaderNames.Prefer)?.Contains("return=minimal", StringComparison.OrdinalIgnoreCase) == true;
        var hasBody = outcome.Item is not null && outcome.Status != 304 && (request.Method == "GET" || !isMinimal);
        var response = new CosmosResponse(outcome.Status, hasBody ? outcome.Item!.Body : default)
            .With(HeaderNames.RequestCharge, RequestCharge.Format(outcome.Charge))
            .With(HeaderNames.SessionToken, outcome.Container.SessionToken)
            .With(HeaderNames.Lsn, outcome.Container.Lsn.ToString(CultureInfo.InvariantCulture));
        return outcome.Item is { } item ? response.With(HeaderNames.ETag, outcome.Container.ItemETag(item)) : response;
    }
}
