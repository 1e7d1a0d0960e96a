using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Keys;

/// <summary>Keys as items. Every call is within the partition of one tenant.</summary>
internal sealed class KeyStore(TriviumDatabase database)
{
    /// <summary>The key's item, or null when there is none (any more).</summary>
    public Task<KeyItem?> ReadAsync(KeyName name, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.ReadOrNullAsync<KeyItem>(name.Id, KeyOf(name.Tenant), meter, cancellationToken);

    /// <summary>Stores a new key; false when its id is taken.</summary>
    public Task<bool> TryCreateAsync(KeyItem item, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.TryCreateAsync(item, KeyOf(item.Tenant), meter, cancellationToken);

    /// <summary>A tenant's keys, the oldest first.</summary>
    public async Task<IReadOnlyList<KeyItem>> ListAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        List<KeyItem> keys = [];
        var query = new QueryDefinition("SELECT * FROM c WHERE c.kind = 'key'");
        IAsyncEnumerable<KeyItem> items = database.Operations.QueryAsync<KeyItem>(
            query, KeyOf(tenant), meter, cancellationToken);
        await foreach (KeyItem item in items) keys.Add(item);
        return [.. keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];
    }

    /// <summary>How many keys a tenant has.</summary>
    public Task<int> CountAsync(string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.FirstOrDefaultAsync<int>(
            new("SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'key'"), KeyOf(tenant), meter, cancellationToken);

    /// <summary>Notes a use; a key that was revoked meanwhile stays so.</summary>
    public Task NoteUseAsync(
        KeyName name, DateTimeOffset usedAt, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.TryPatchAsync(
            name.Id,
            KeyOf(name.Tenant),
            [PatchOperation.Set("/lastUsedAt", CosmosJson.Instant(usedAt))],
            "FROM c",
            meter,
            cancellationToken);

    public Task DeleteAsync(KeyName name, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.DeleteIfPresentAsync(name.Id, KeyOf(name.Tenant), meter, cancellationToken);

    private static PartitionKey KeyOf(string tenant) => PartitionKeys.Operations(tenant, KeyItem.ItemKind);
}
