using System.Globalization;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// One version of a container with all its items. Immutable. Items that are in storage are read through an
/// <see cref="AccountSnapshot"/> of the same version.
/// </summary>
internal sealed record ContainerState(
    uint DatabaseNumber, uint Number, ContainerDefinition Definition, long Timestamp, long Revision, int? Throughput)
{
    public string Rid { get; } = ResourceId.Container(DatabaseNumber, Number);

    public ItemSet Items { get; init; } = ItemSet.Empty;

    /// <summary>Who occupies which entry in the unique keys.</summary>
    public UniqueKeyOwners UniqueKeyOwners { get; init; } = UniqueKeyOwners.Empty;

    /// <summary>The log sequence number of the last write to an item.</summary>
    public long Lsn { get; init; }

    public string ETag => ETags.Of(Number, Revision);

    public string ItemRid(StoredItem item) => ResourceId.Item(DatabaseNumber, Number, item.Sequence);

    public string ItemETag(StoredItem item) => ETags.Of(Number, item.Lsn);

    /// <summary>
    /// As clients parse it: the only partition key range, then the version's vector with no other region.
    /// </summary>
    public string SessionToken => string.Create(CultureInfo.InvariantCulture, $"0:-1#{Lsn}");

    /// <summary>The item unless it is missing or expired.</summary>
    public StoredItem? FindLive(string epk, string id, long nowSeconds) =>
        Items.Find(epk, id) is { } item && !item.IsExpired(Definition.DefaultTimeToLive, nowSeconds) ? item : null;

    /// <summary>The same version reading what it has in storage through these rows.</summary>
    public ContainerState Over(IItemRows rows)
    {
        var items = Items.Over(rows);
        return ReferenceEquals(items, Items)
            ? this
            : this with { Items = items, UniqueKeyOwners = UniqueKeyOwners.Over(rows) };
    }

    /// <summary>The same version once everything about it is committed to storage.</summary>
    public ContainerState AsStored() => this with
    {
        Items = ItemSet.Stored(Number, Items.Count),
        UniqueKeyOwners = UniqueKeyOwners.Stored(Number),
    };
}
