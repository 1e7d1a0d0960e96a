using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// An item as a client sent it, checked and ready to be stamped; made outside the writer, which stays quick.
/// </summary>
/// <param name="ContainerNumber">The container it was checked against.</param>
/// <param name="Id">The item's id.</param>
/// <param name="Epk">The effective partition key in hex.</param>
/// <param name="TimeToLive">The item's own <c>ttl</c> in seconds.</param>
/// <param name="Content">The JSON object without system properties and without its closing brace.</param>
/// <param name="IndexedValues">How many values the range index would hold.</param>
/// <param name="UniqueKeys">The entries it needs in the container's unique key index.</param>
internal sealed record PreparedItem(
    uint ContainerNumber, string Id, string Epk, int? TimeToLive, byte[] Content, int IndexedValues,
    IReadOnlyList<string> UniqueKeys)
{
    /// <summary>What the search index needs; null when the container has none.</summary>
    public SearchFeatures? Features { get; init; }

    /// <summary>The service's limit on an item.</summary>
    public const int ItemBytesMax = 2 * 1024 * 1024;

    private static readonly string[] SystemProperties = ["_rid", "_self", "_etag", "_attachments", "_ts", "_lsn"];

    /// <exception cref="RequestFailure">400 or 413 saying what is not acceptable.</exception>
    public static PreparedItem Parse(ContainerState container, ReadOnlyMemory<byte> body)
    {
        if (body.Length > ItemBytesMax)
            throw RequestFailure.TooLarge($"The item has {body.Length} bytes; the limit is {ItemBytesMax}.");
        try
        {
            using var document = JsonDocument.Parse(body, JsonText.ReadOptions);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw RequestFailure.BadRequest(
                    $"An item must be a JSON object; this is {document.RootElement.ValueKind}.");
            return From(container, document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw JsonText.Invalid("item", error.Message);
        }
    }

    /// <summary>Completes the item with its system properties.</summary>
    public byte[] Stamp(string rid, string self, string etag, long timestamp)
    {
        // An object always has its id before this, so a comma is due.
        var system = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("_rid"u8, rid);
            writer.WriteString("_self"u8, self);
            writer.WriteString("_etag"u8, etag);
            writer.WriteString("_attachments"u8, "attachments/"u8);
            writer.WriteNumber("_ts"u8, timestamp);
            writer.WriteEndObject();
        });
        system[0] = (byte)',';
        return [.. Content, .. system];
    }

    private static PreparedItem From(ContainerState container, JsonElement root)
    {
        if (!root.TryGetProperty("id", out var idElement) || idElement.ValueKind != JsonValueKind.String)
            throw RequestFailure.BadRequest("The item has no string 'id'.");
        var id = idElement.GetString()!;
        ItemId.Check(id);
        var definition = container.Definition;
        var parts = definition.PartitionKey.Extract(root);
        foreach (var part in parts)
            PartitionKeyDefinition.CheckSize(part);
        var epk = definition.PartitionKey.Epk(parts);
        JsonValues.Check(root);
        return new PreparedItem(
            container.Number, id, epk, TimeToLiveOf(root), Compact(root), definition.IndexedPaths.CountValues(root),
            UniqueKey.Entries(definition.UniqueKeys, epk, root))
        {
            Features = definition.Search.IsEmpty ? null : SearchFeatures.Of(definition.Search, root),
        };
    }

    private static byte[] Compact(JsonElement root) => JsonText.Write(
        writer =>
        {
            writer.WriteStartObject();
            foreach (var property in root.EnumerateObject())
            {
                if (!SystemProperties.Contains(property.Name))
                    property.WriteTo(writer);
            }
            writer.WriteEndObject();
        },
        leaveOut: 1);

    private static int? TimeToLiveOf(JsonElement root)
    {
        if (!root.TryGetProperty("ttl", out var ttl) || ttl.ValueKind == JsonValueKind.Null)
            return null;
        if (ttl.ValueKind == JsonValueKind.Number && ttl.TryGetInt32(out var seconds) && seconds is -1 or > 0)
            return seconds;
        throw RequestFailure.BadRequest(
            $"The item's ttl is {ttl.GetRawText()}; it must be -1 (never) or 1 to {int.MaxValue} seconds.");
    }
}
