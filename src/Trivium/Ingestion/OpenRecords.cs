using Microsoft.Azure.Cosmos;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// Ends the records of ingestions whose instance ended without doing so (ended from outside, or out of retries), and
/// starts the instance that never was: superseded between its acceptance and its start, it has only that left to say.
/// </summary>
internal sealed class OpenRecords(
    TriviumDatabase database,
    IngestionRecords records,
    IngestionStart starts,
    IngestionQueue queue,
    IOrchestrationClient client,
    TimeProvider time)
{
    /// <summary>5 min without a change: a running ingestion changes its record with every slice.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromMinutes(5);

    public async Task<int> EndAsync(RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        int ended = 0;
        QueryDefinition query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'ingestion' AND c.status IN ('pending', 'running') AND c.updatedAt < @before")
            .WithParameter("@before", CosmosJson.Instant(time.GetUtcNow() - _quiet));
        IAsyncEnumerable<IngestionItem> items = database.Operations.QueryAsync<IngestionItem>(
            query, null, meter, cancellationToken);
        await foreach (IngestionItem item in items)
        {
            if (queue.IsWaiting(item.InstanceId)) continue;

            OrchestrationMetadata? instance = await client.GetInstanceAsync(
                item.InstanceId, cancellationToken: cancellationToken);
            if (instance is { IsCompleted: false }) continue;

            if (instance is null)
                await starts.InTurnAsync(RequestOf(item), cancellationToken);
            else
                await EndAsync(item, instance.RuntimeStatus, meter, cancellationToken);
            ended++;
        }

        return ended;
    }

    private async Task EndAsync(
        IngestionItem item,
        OrchestrationRuntimeStatus status,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        IngestRequest request = RequestOf(item);
        HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(item.DocumentId), PartitionKeys.Catalog(item.Tenant), meter, cancellationToken);
        bool committed = head?.Current?.Accepted == request.Accepted;
        await records.EndAsync(
            request,
            open => committed
                ? open with { Status = IngestionStatus.Completed, Stage = IngestionStages.Done }
                : open.EndedFromOutside(status),
            meter,
            cancellationToken);
    }

    // What the catalog still wants done the sweep of heads has started, with its kind; here the kind is not asked for.
    private static IngestRequest RequestOf(IngestionItem item) =>
        new(item.Tenant, item.DocumentId, IngestionIds.AcceptedOf(item.Id), AcceptedKind.Write, item.Run);
}
