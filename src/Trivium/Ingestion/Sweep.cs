using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Trivium.Documents;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion;

/// <summary>
/// Takes up what a crash left between two steps: requests accepted and never started, ingestions ended from outside,
/// generations nobody purges, sources nobody owns, tombstones of nothing. Everything it does may be done twice.
/// </summary>
internal sealed class Sweep(
    TriviumDatabase database,
    CatalogWriter catalog,
    IngestionStart starts,
    IngestionQueue queue,
    IngestionRecords records,
    PurgeStart purges,
    OrphanedSources orphans,
    OpenRecords open,
    KeptGenerations kept,
    IOrchestrationClient client,
    RequestUnitPacer pacer,
    TimeProvider time,
    ILogger<Sweep> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var meter = new RequestUnitMeter(pacer, time);
        int count = await SweepHeadsAsync(meter, cancellationToken);
        count += await SweepGenerationsAsync(meter, cancellationToken);
        count += await orphans.RemoveOldAsync(meter, cancellationToken);
        count += await open.EndAsync(meter, cancellationToken);
        if (count > 0) IngestionLog.Swept(logger, count);
    }

    private async Task<int> SweepHeadsAsync(RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        int count = 0;
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'head' AND (IS_DEFINED(c.pending) OR c.deleted = true)");
        await foreach (HeadItem head in database.Catalog.QueryAsync<HeadItem>(query, null, meter, cancellationToken))
        {
            bool did = head.Pending is { } pending
                ? await StartAsync(head, pending, meter, cancellationToken)
                : await ForgetAsync(head, meter, cancellationToken);
            if (did) count++;
        }

        await starts.StartWaitingAsync(cancellationToken);
        return count;
    }

    private async Task<bool> StartAsync(
        HeadItem head, AcceptedRequest pending, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var request = new IngestRequest(
            head.Tenant, head.DocumentId, head.Accepted, pending.Kind, IngestionIds.RunOf(pending.InstanceId));
        if (queue.IsWaiting(request.InstanceId)) return false;

        OrchestrationMetadata? existing = await client.GetInstanceAsync(
            request.InstanceId, cancellationToken: cancellationToken);
        await records.EnsureAsync(request, pending.AcceptedAt, meter, cancellationToken);
        if (existing is null)
        {
            await starts.InTurnAsync(request, cancellationToken);
            return true;
        }

        if (!existing.IsCompleted) return false;

        await GiveUpAsync(request, null, existing.RuntimeStatus, meter, cancellationToken);
        return true;
    }

    private async Task<bool> ForgetAsync(HeadItem head, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        QueryDefinition query = new QueryDefinition(
            "SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'generation' AND c.documentId = @documentId")
            .WithParameter("@documentId", head.DocumentId);
        int left = await database.Catalog.FirstOrDefaultAsync<int>(
            query, PartitionKeys.Catalog(head.Tenant), meter, cancellationToken);
        return left == 0 && await catalog.ExecuteAsync(
            head.Tenant, new RemoveTombstone(head.DocumentId, head.Accepted), meter, cancellationToken);
    }

    private async Task<int> SweepGenerationsAsync(RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        int count = 0;
        var query = new QueryDefinition("SELECT * FROM c WHERE c.kind = 'generation'");
        IAsyncEnumerable<GenerationItem> items = database.Catalog.QueryAsync<GenerationItem>(
            query, null, meter, cancellationToken);
        await foreach (GenerationItem item in items)
        {
            bool did = item.State switch
            {
                GenerationState.Purging =>
                    await purges.TryStartAsync(item.Tenant, item.DocumentId, item.Generation, cancellationToken),
                GenerationState.Kept => await kept.PurgeIfDueAsync(item, meter, cancellationToken),
                GenerationState.Writing => await AbandonIfEndedAsync(item, meter, cancellationToken),
                _ => throw new InvalidOperationException($"An unknown state: {item.State}."),
            };
            if (did) count++;
        }

        return count;
    }

    private async Task<bool> AbandonIfEndedAsync(
        GenerationItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(
            item.InstanceId, cancellationToken: cancellationToken);
        if (instance is { IsCompleted: false }) return false;

        AcceptedKind kind = item.SourceId is null ? AcceptedKind.Delete : AcceptedKind.Write;
        var request = new IngestRequest(
            item.Tenant, item.DocumentId, item.Accepted, kind, IngestionIds.RunOf(item.InstanceId));
        OrchestrationRuntimeStatus status = instance?.RuntimeStatus ?? OrchestrationRuntimeStatus.Terminated;
        await GiveUpAsync(request, item.Generation, status, meter, cancellationToken);
        return true;
    }

    /// <summary>Its instance has ended and will not do it itself.</summary>
    private async Task GiveUpAsync(
        IngestRequest request,
        long? generation,
        OrchestrationRuntimeStatus status,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        await kept.GiveUpAsync(request, generation, meter, cancellationToken);
        await records.EndAsync(request, item => item.EndedFromOutside(status), meter, cancellationToken);
    }
}
