using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// Removes one slice of a generation's items. A generation is forgotten by a call that found nothing left, so what is
/// unhidden is known to be empty. Its document item names its tables and so goes last.
/// </summary>
internal sealed class PurgeStep(
    TriviumDatabase database, CatalogWriter catalog, SourceParts sources, RequestUnitPacer pacer, TimeProvider time)
{
    /// <summary>1,000 items: ten batches, a few seconds.</summary>
    private const int ItemsMax = 1_000;

    public async Task<PurgeProgress> RunAsync(PurgeRequest request, CancellationToken cancellationToken)
    {
        var scope = new StepScope(new(pacer, time));
        try
        {
            return await PurgeAsync(request, scope, cancellationToken);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf(
                $"The purge of generation {request.Generation} was interrupted.", exception, scope.Meter);
        }
    }

    private async Task<PurgeProgress> PurgeAsync(PurgeRequest request, StepScope scope, CancellationToken stop)
    {
        GenerationItem? generation = await database.Catalog.ReadOrNullAsync<GenerationItem>(
            GenerationItem.IdOf(request.Generation), PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
        if (generation is null) return new(0, true);

        var key = PartitionKeys.Document(request.Tenant, request.DocumentId);
        string documentItem = DocumentItem.IdOf(request.Generation);
        DocumentItem? document = await database.Documents.ReadOrNullAsync<DocumentItem>(
            documentItem, key, scope.Meter, stop);
        int deleted = 0;
        foreach (string table in generation.Tables.Union(document?.Tables.Select(table => table.Name) ?? []))
        {
            deleted += await DeleteAsync(
                database.Rows, PartitionKeys.Rows(request.Tenant, table, request.DocumentId), request, deleted, scope, stop);
        }

        deleted += await DeleteAsync(database.Chunks, key, request, deleted, scope, stop);
        deleted += await DeleteAsync(database.Documents, key, request, deleted, scope, stop);
        if (deleted > 0) return new(deleted, false);

        if (generation.SourceId is { } sourceId && !await IsUsedAsync(request, sourceId, scope, stop))
            await sources.DeleteAllAsync(request.Tenant, request.DocumentId, sourceId, scope.Meter, stop);
        await database.Documents.DeleteIfPresentAsync(documentItem, key, scope.Meter, stop);
        await catalog.ExecuteAsync(request.Tenant, new FinishPurge(request.Generation), scope.Meter, stop);
        return new(0, true);
    }

    /// <summary>Deletes what this call may still delete of a generation's items in one partition.</summary>
    private static async Task<int> DeleteAsync(
        Container container,
        PartitionKey key,
        PurgeRequest request,
        int before,
        StepScope scope,
        CancellationToken stop)
    {
        if (before >= ItemsMax) return 0;

        QueryDefinition query = new QueryDefinition(
            "SELECT VALUE c.id FROM c "
            + "WHERE c.generation = @generation AND (NOT IS_DEFINED(c.kind) OR c.kind != 'document')")
            .WithParameter("@generation", request.Generation);
        QueryPage<string> page = await container.QueryPageAsync<string>(
            query, key, null, ItemsMax - before, scope.Meter, stop);
        await ItemBatches.DeleteAllAsync(container, key, page.Items, scope, stop);
        return page.Items.Count;
    }

    /// <summary>
    /// True where the head refers to the source: source ids are never given twice, so it cannot become used later.
    /// </summary>
    private async Task<bool> IsUsedAsync(PurgeRequest request, string sourceId, StepScope scope, CancellationToken stop)
    {
        HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(request.DocumentId), PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
        return head?.Current?.SourceId == sourceId || head?.Pending?.Source?.SourceId == sourceId;
    }
}
