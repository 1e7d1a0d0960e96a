using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Visibility;

/// <summary>Reads the items of a group of operations and stores what they changed, all or nothing.</summary>
internal sealed class CatalogBatch(TriviumDatabase database, TimeProvider time)
{
    /// <summary>
    /// Reads the items. The control item comes last: a head found absent was then absent before the accepted floor was
    /// read, so the floor covers whatever was removed under that id.
    /// </summary>
    public async Task<CatalogState> LoadAsync(
        string tenant, IEnumerable<string> ids, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string[] distinct = [.. ids.Distinct(StringComparer.Ordinal)];
        ICatalogItem?[] items = await Task.WhenAll(
            distinct.Select(id => ReadAsync(tenant, id, meter, cancellationToken)));
        var loaded = new Dictionary<string, ICatalogItem?>(StringComparer.Ordinal);
        for (int index = 0; index < items.Length; index++) loaded[distinct[index]] = items[index];

        loaded[ControlItem.ControlId] = await ReadAsync(tenant, ControlItem.ControlId, meter, cancellationToken);
        return new(tenant, now, loaded);
    }

    /// <summary>Stores the changes, each only if nobody changed the item since; false when somebody did.</summary>
    public async Task<bool> TryStoreAsync(
        CatalogState state, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        TransactionalBatch batch = database.Catalog.CreateTransactionalBatch(PartitionKeys.Catalog(state.Tenant));
        int changes = 0;
        foreach ((string id, ICatalogItem? stored, ICatalogItem? wanted) in state.Changes)
        {
            Add(batch, id, stored, wanted);
            changes++;
        }

        if (changes == 0) return true;

        using TransactionalBatchResponse response = await batch.ExecuteAsync(cancellationToken);
        meter.Add(response.RequestCharge);
        if (response.IsSuccessStatusCode) return true;
        if (response.StatusCode
            is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            return false;

        throw new CosmosException(
            $"The catalog batch of {changes} changes failed: {response.ErrorMessage}",
            response.StatusCode, 0, response.ActivityId, response.RequestCharge);
    }

    private static void Add(TransactionalBatch batch, string id, ICatalogItem? stored, ICatalogItem? wanted)
    {
        var guarded = new TransactionalBatchItemRequestOptions
        {
            IfMatchEtag = stored?.ETag,
            EnableContentResponseOnWrite = false,
        };
        if (wanted is null)
            batch.DeleteItem(id, guarded);
        else if (stored is null)
            batch.CreateItemStream(Serialize(wanted), guarded);
        else
            batch.ReplaceItemStream(id, Serialize(wanted), guarded);
    }

    private static MemoryStream Serialize(ICatalogItem item) => item switch
    {
        ControlItem control => ContainerItems.ToStream(control with { ETag = null }),
        HeadItem head => ContainerItems.ToStream(head with { ETag = null }),
        GenerationItem generation => ContainerItems.ToStream(generation with { ETag = null }),
        SourceMarker marker => ContainerItems.ToStream(marker with { ETag = null }),
        _ => throw new JsonException($"The catalog holds no items of type {item.GetType().Name}."),
    };

    private async Task<ICatalogItem?> ReadAsync(
        string tenant, string id, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        PartitionKey key = PartitionKeys.Catalog(tenant);
        return id[..(id.IndexOf('-') + 1)] switch
        {
            "" => await database.Catalog.ReadOrNullAsync<ControlItem>(id, key, meter, cancellationToken),
            "head-" => await database.Catalog.ReadOrNullAsync<HeadItem>(id, key, meter, cancellationToken),
            "generation-" => await database.Catalog.ReadOrNullAsync<GenerationItem>(id, key, meter, cancellationToken),
            "accept-" => await database.Catalog.ReadOrNullAsync<SourceMarker>(id, key, meter, cancellationToken),
            _ => throw new ArgumentException($"The catalog holds no items with an id like '{id}'.", nameof(id)),
        };
    }
}
