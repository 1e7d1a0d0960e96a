using Trivium.Chunking;
using Trivium.Storage;

namespace Trivium.Settings;

/// <summary>
/// What a tenant has set for all its documents, as long as a request does not ask for something else. Read for each
/// document that is taken in, so that a change counts at once in every process; what was taken in before keeps what it was
/// made with.
/// </summary>
internal sealed class TenantSettings(TriviumDatabase database, ChunkSizeRules rules)
{
    /// <summary>How a document is to be chunked.</summary>
    /// <exception cref="Errors.TriviumException"><see cref="Errors.ErrorCode.Invalid"/>: sizes that are not possible.</exception>
    public async Task<ChunkSizes> ChunkSizesAsync(
        string tenant, RequestedChunkSizes? requested, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        SettingsItem? item = await database.Operations.ReadOrNullAsync<SettingsItem>(
            SettingsItem.ItemId, KeyOf(tenant), meter, cancellationToken);
        return rules.Resolve(requested, item?.Chunking);
    }

    /// <summary>Sets what the tenant's documents are chunked like from now on; null: as the app does by itself.</summary>
    /// <exception cref="Errors.TriviumException"><see cref="Errors.ErrorCode.Invalid"/>: sizes that are not possible.</exception>
    public async Task<ChunkSizes> SetAsync(
        string tenant, RequestedChunkSizes? chunking, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        ChunkSizes sizes = rules.Resolve(chunking, null);
        var item = new SettingsItem { Tenant = tenant, Chunking = chunking };
        await database.Operations.UpsertAsync(item, KeyOf(tenant), meter, cancellationToken);
        return sizes;
    }

    private static Microsoft.Azure.Cosmos.PartitionKey KeyOf(string tenant) =>
        PartitionKeys.Operations(tenant, SettingsItem.ItemKind);
}
