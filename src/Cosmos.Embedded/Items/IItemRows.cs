namespace Trivium.Cosmos.Embedded.Items;

/// <summary>Committed items in storage, as one snapshot shows them. May be used by several threads.</summary>
internal interface IItemRows
{
    StoredItem? Find(uint container, string epk, string id);

    /// <summary>
    /// The items of a scope in order, from after (<paramref name="afterEpk"/>, <paramref name="afterId"/>) when given.
    /// Read piece by piece: what was handed out is not held.
    /// </summary>
    IEnumerable<StoredItem> Range(uint container, PartitionScope scope, string? afterEpk, string? afterId);

    /// <summary>
    /// At most <paramref name="itemsMax"/> items that expire at <paramref name="nowSeconds"/> or before.
    /// </summary>
    IReadOnlyList<StoredItem> Expired(uint container, long nowSeconds, int itemsMax);

    /// <summary>What the search index needs of the items of a scope, in order.</summary>
    IEnumerable<FeatureRow> Features(uint container, PartitionScope scope);

    /// <summary>The id of the item that occupies an entry in the unique keys.</summary>
    string? UniqueKeyOwner(uint container, string entry);
}
