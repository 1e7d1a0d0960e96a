using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>A container's physical partitions: always one. Clients poll this until it answers 304.</summary>
internal static class PartitionKeyRanges
{
    private const string ETag = "\"1\"";

    public static CosmosResponse Read(CosmosRequest request, ContainerState container)
    {
        if (request.Header(HeaderNames.IfNoneMatch) is { } known && ETags.Matches(known, ETag))
            return Complete(new CosmosResponse(304));
        var body = Feeds.Write(container.Rid, "PartitionKeyRanges", [JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", "0");
            writer.WriteString("_rid", ResourceId.Item(container.DatabaseNumber, container.Number, 0));
            writer.WriteString("_etag", ETag);
            writer.WriteNumber("ridPrefix", 0);
            writer.WriteString("minInclusive", "");
            writer.WriteString("maxExclusive", PartitionScope.Top);
            writer.WriteString("status", "online");
            writer.WriteStartArray("parents");
            writer.WriteEndArray();
            writer.WriteEndObject();
        })]);
        return Complete(new CosmosResponse(200, body)).With(HeaderNames.ItemCount, "1");
    }

    private static CosmosResponse Complete(CosmosResponse response) => response
        .With(HeaderNames.ETag, ETag)
        .With(HeaderNames.RequestCharge, RequestCharge.Format(RequestCharge.Metadata(isWrite: false)));
}
