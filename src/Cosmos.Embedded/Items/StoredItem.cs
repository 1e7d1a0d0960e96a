using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>One version of an item. Immutable, so that snapshots may share it.</summary>
/// <param name="Key">The row in storage.</param>
/// <param name="Epk">The effective partition key in hex.</param>
/// <param name="Id">The item's id, unique within the partition key.</param>
/// <param name="Sequence">The number in the item's resource id: the container's LSN when it was created.</param>
/// <param name="Lsn">The container's log sequence number of this version.</param>
/// <param name="Timestamp">When it was written, in seconds since 1970 (<c>_ts</c>).</param>
/// <param name="TimeToLive">The item's own <c>ttl</c> in seconds; -1 for never, null when it has none.</param>
/// <param name="Body">The whole item with its system properties, UTF-8 JSON.</param>
/// <param name="IndexedValues">How many values the range index would hold, for the estimate of request units.</param>
internal sealed record StoredItem(
    long Key, string Epk, string Id, long Sequence, long Lsn, long Timestamp, int? TimeToLive, byte[] Body,
    int IndexedValues)
{
    /// <summary>Whether this stands for the absence of an item; no row in storage has the number 0.</summary>
    public bool IsRemoved => Key == 0;

    /// <summary>What search derived from the body; made at the first use.</summary>
    public ItemFeatures Features { get; } = new();

    /// <summary>The body parsed, once per version of the item.</summary>
    public JsonElement Element =>
        Features.Get("", Body, static body => JsonDocument.Parse(body, JsonText.ReadOptions)).RootElement;

    /// <summary>The item as queries see it.</summary>
    public CosmosValue Value => CosmosValue.FromElement(Element, this);

    public double ReadCharge => RequestCharge.Read(Body.Length);

    public double WriteCharge => RequestCharge.Write(Body.Length, IndexedValues);

    /// <summary>Stands among uncommitted changes for an item that was taken out.</summary>
    public static StoredItem Removed(string epk, string id) => new(0, epk, id, 0, 0, 0, null, [], 0);

    /// <summary>
    /// When the item expires, in seconds since 1970, given the container's default (null: expiry is off).
    /// </summary>
    public long? ExpiresAt(int? containerDefault) => ExpiresAt(Timestamp, TimeToLive, containerDefault);

    /// <summary>The same of an item that is not at hand.</summary>
    public static long? ExpiresAt(long timestamp, int? timeToLive, int? containerDefault)
    {
        if (containerDefault is null)
            return null;
        var seconds = timeToLive ?? containerDefault.Value;
        return seconds < 0 ? null : timestamp + seconds;
    }

    /// <summary>
    /// Whether the item is past its time to live, given the container's default (null: expiry is off).
    /// </summary>
    public bool IsExpired(int? containerDefault, long nowSeconds) => ExpiresAt(containerDefault) <= nowSeconds;
}
