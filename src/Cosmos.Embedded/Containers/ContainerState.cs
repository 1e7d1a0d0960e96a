using System.Collections.Immutable;
using System.Globalization;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>One version of a container with all its items. Immutable.</summary>
internal sealed record ContainerState(
    uint DatabaseNumber, uint Number, ContainerDefinition Definition, long Timestamp, long Revision, int? Throughput)
{
    public string Rid { get; } = ResourceId.Container(DatabaseNumber, Number);

    public ItemIndex Items { get; init; } = ItemIndex.Empty;

    /// <summary>The entries of all items in the unique keys, each with the id that occupies it.</summary>
    public ImmutableDictionary<string, string> UniqueKeyOwners { get; init; } =
        ImmutableDictionary<string, string>.Empty;

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
}
