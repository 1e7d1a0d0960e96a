using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion;

/// <summary>What failed ingestions have written, kept for a retry and purged when none can come any more.</summary>
internal sealed class KeptGenerations(
    TriviumDatabase database, CatalogWriter catalog, PurgeStart purges, TimeProvider time)
{
    /// <summary>Keeps what a failed run wrote; what cannot be kept is given up and purged.</summary>
    public async Task KeepAsync(
        IngestRequest request, long? generation, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (generation is { } written)
        {
            var keep = new Keep(request.DocumentId, request.InstanceId, written);
            if (await catalog.ExecuteAsync(request.Tenant, keep, meter, cancellationToken)) return;
        }

        await GiveUpAsync(request, generation, meter, cancellationToken);
    }

    /// <summary>Gives up what a run wrote and purges it.</summary>
    public async Task<long?> GiveUpAsync(
        IngestRequest request, long? generation, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        long? abandoned = await catalog.AbandonAsync(
            request.Tenant, request.DocumentId, request.InstanceId, generation, meter, cancellationToken);
        if (abandoned is { } purge)
            await purges.TryStartAsync(request.Tenant, request.DocumentId, purge, cancellationToken);
        return abandoned;
    }

    /// <summary>What an ingestion has written and not committed, or null.</summary>
    public Task<GenerationItem?> FindAsync(
        IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        QueryDefinition query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'generation' AND c.documentId = @documentId AND c.accepted = @accepted")
            .WithParameter("@documentId", item.DocumentId)
            .WithParameter("@accepted", IngestionIds.AcceptedOf(item.Id));
        return database.Catalog.FirstOrDefaultAsync<GenerationItem>(
            query, PartitionKeys.Catalog(item.Tenant), meter, cancellationToken);
    }

    /// <summary>Purges a kept generation that nobody can retry any more; false while somebody can.</summary>
    public async Task<bool> PurgeIfDueAsync(
        GenerationItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < item.StateAt + VisibilityLimits.KeptFor)
        {
            HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
                HeadItem.IdOf(item.DocumentId), PartitionKeys.Catalog(item.Tenant), meter, cancellationToken);
            if (head?.Accepted == item.Accepted) return false;
        }

        bool due = await catalog.ExecuteAsync(
            item.Tenant, new GiveUpKept(item.Generation), meter, cancellationToken);
        if (due) await purges.TryStartAsync(item.Tenant, item.DocumentId, item.Generation, cancellationToken);
        return due;
    }
}
