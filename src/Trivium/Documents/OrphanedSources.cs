using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents;

/// <summary>Removes the parts of sources that no head or generation owns.</summary>
internal sealed class OrphanedSources(TriviumDatabase database, SourceParts sources, TimeProvider time)
{
    /// <summary>Those of one document that were superseded before they began.</summary>
    public Task<int> RemoveSupersededAsync(
        string tenant, string documentId, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        RemoveAsync(
            new QueryDefinition(
                "SELECT * FROM c WHERE c.kind = 'source' AND c.documentId = @documentId AND c.superseded = true")
                .WithParameter("@documentId", documentId),
            PartitionKeys.Catalog(tenant),
            meter,
            cancellationToken);

    /// <summary>Those of every tenant that are superseded or too old to be of an upload in progress.</summary>
    public Task<int> RemoveOldAsync(RequestUnitMeter meter, CancellationToken cancellationToken) =>
        RemoveAsync(
            new QueryDefinition(
                "SELECT * FROM c WHERE c.kind = 'source' "
                + "AND (c.superseded = true OR c.dying = true "
                + "OR (IS_DEFINED(c.keepUntil) ? c.keepUntil < @now : c.createdAt < @oldest))")
                .WithParameter("@now", CosmosJson.Instant(time.GetUtcNow()))
                .WithParameter("@oldest", CosmosJson.Instant(time.GetUtcNow() - SourceMarker.OrphanedAfter)),
            null,
            meter,
            cancellationToken);

    /// <summary>Those of an upload that was refused; nothing when it was accepted after all.</summary>
    public async Task DiscardAsync(SourceMarker marker, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        SourceMarker? stored = await database.Catalog.ReadOrNullAsync<SourceMarker>(
            marker.Id, PartitionKeys.Catalog(marker.Tenant), meter, cancellationToken);
        if (stored is not null) await TryRemoveAsync(stored, meter, cancellationToken);
    }

    private async Task<int> RemoveAsync(
        QueryDefinition query, PartitionKey? key, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        int removed = 0;
        IAsyncEnumerable<SourceMarker> markers = database.Catalog.QueryAsync<SourceMarker>(
            query, key, meter, cancellationToken);
        await foreach (SourceMarker marker in markers)
        {
            if (await TryRemoveAsync(marker, meter, cancellationToken)) removed++;
        }

        return removed;
    }

    /// <summary>Removes the parts of one marker, then the marker; false when it was accepted in the meantime.</summary>
    public async Task<bool> TryRemoveAsync(
        SourceMarker marker, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        // First it is made unacceptable, so that nobody accepts a source whose parts are going.
        PartitionKey key = PartitionKeys.Catalog(marker.Tenant);
        SourceMarker dying = marker with { Dying = true, ETag = null };
        bool ours = marker.Dying || await database.Catalog.TryReplaceAsync(
            dying, marker.Id, marker.ETag, key, meter, cancellationToken);
        if (!ours) return false;

        await sources.DeleteAllAsync(marker.Tenant, marker.DocumentId, marker.SourceId, meter, cancellationToken);
        await database.Catalog.DeleteIfPresentAsync(marker.Id, key, meter, cancellationToken);
        return true;
    }
}
