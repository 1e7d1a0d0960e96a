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
/// <param name="UniqueKeys">The entries it occupies in the container's unique key index.</param>
internal sealed record StoredItem(
    long Key, string Epk, string Id, long Sequence, long Lsn, long Timestamp, int? TimeToLive, byte[] Body,
    int IndexedValues, IReadOnlyList<string> UniqueKeys)
{
    /// <summary>What search derived from the body; made at the first use.</summary>
    public ItemFeatures Features { get; } = new();

    /// <summary>The body parsed, once per version of the item.</summary>
    public JsonElement Element =>
        Features.Get("", Body, static body => JsonDocument.Parse(body, JsonText.ReadOptions)).RootElement;

    /// <summary>The item as queries see it.</summary>
    public CosmosValue Value => CosmosValue.FromElement(Element, this);

    public double ReadCharge => RequestCharge.Read(Body.Length);

    public double WriteCharge => RequestCharge.Write(Body.Length, IndexedValues);

    /// <summary>
    /// Whether the item is past its time to live, given the container's default (null: expiry is off).
    /// </summary>
    public bool IsExpired(int? containerDefault, long nowSeconds)
    {
        if (containerDefault is null)
            return false;
        var seconds = TimeToLive ?? containerDefault.Value;
        return seconds >= 0 && Timestamp + seconds <= nowSeconds;
    }
}
