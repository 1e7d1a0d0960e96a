using System.Net;
using Microsoft.Azure.Cosmos;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// Removes some chunks of a set that answers no more, whatever document they are of. A set is forgotten by a call that found
/// nothing left.
/// </summary>
internal sealed class ClearStep(
    TriviumDatabase database, CatalogWriter catalog, RequestUnitPacer pacer, TimeProvider time)
{
    /// <summary>1,000 items: ten batches or more, a few seconds.</summary>
    private const int ItemsMax = 1_000;

    public async Task<ClearProgress> RunAsync(ClearRequest request, CancellationToken stop)
    {
        var scope = new StepScope(new(pacer, time));
        try
        {
            return await ClearAsync(request, scope, stop);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf("The removal of the old embeddings was interrupted.", exception, scope.Meter);
        }
    }

    private async Task<ClearProgress> ClearAsync(ClearRequest request, StepScope scope, CancellationToken stop)
    {
        ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
        if (control?.Retiring.FirstOrDefault(retiring => retiring.Run == request.Run) is not { } set) return new(0, true);
        if (control.LiveSets().Any(live => live.Fingerprint == set.Fingerprint))
            throw new InvalidOperationException($"The chunks of set {set.Run} are being filled and emptied at once.");

        Container container = database.ChunksOf(set);
        IReadOnlyList<StoredChunk> chunks = await ReadAsync(container, request.Tenant, scope, stop);
        foreach (IGrouping<string, StoredChunk> document in chunks.GroupBy(chunk => chunk.DocumentId, StringComparer.Ordinal))
        {
            PartitionKey key = PartitionKeys.Document(request.Tenant, document.Key);
            await ItemBatches.DeleteAllAsync(container, key, [.. document.Select(chunk => chunk.Id)], scope, stop);
        }

        if (chunks.Count > 0) return new(chunks.Count, false);

        await catalog.ExecuteAsync(request.Tenant, new FinishRetirement(request.Run), scope.Meter, stop);
        return new(0, true);
    }

    private static async Task<IReadOnlyList<StoredChunk>> ReadAsync(
        Container container, string tenant, StepScope scope, CancellationToken stop)
    {
        try
        {
            QueryPage<StoredChunk> page = await container.QueryPageAsync<StoredChunk>(
                new("SELECT c.id, c.documentId FROM c"), PartitionKeys.Prefix(tenant), null, ItemsMax, scope.Meter, stop);
            return page.Items;
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Whoever runs the app has removed the whole container already.
            return [];
        }
    }

    private sealed record StoredChunk(string Id, string DocumentId);
}
