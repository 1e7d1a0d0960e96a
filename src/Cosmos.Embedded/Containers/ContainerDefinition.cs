using System.Text.Json;
using System.Text.Json.Nodes;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>What a client declared about a container, checked, with the service's defaults filled in.</summary>
/// <param name="Id">The container's name.</param>
/// <param name="Json">The definition as it is echoed, without system properties.</param>
/// <param name="PartitionKey">The partition key.</param>
/// <param name="DefaultTimeToLive">Seconds until items without a ttl expire; -1 for never, null when no item
/// expires.</param>
/// <param name="IndexedPaths">What counts as indexed in estimates.</param>
/// <param name="UniqueKeys">The unique keys.</param>
/// <param name="Vectors">The vector embedding policy.</param>
/// <param name="FullTextPaths">The full-text policy.</param>
internal sealed record ContainerDefinition(
    string Id, byte[] Json, PartitionKeyDefinition PartitionKey, int? DefaultTimeToLive, IndexedPaths IndexedPaths,
    IReadOnlyList<UniqueKey> UniqueKeys, IReadOnlyList<VectorEmbedding> Vectors, IReadOnlyList<string> FullTextPaths)
{
    private static readonly string[] SystemProperties = ["_rid", "_self", "_etag", "_ts", "_docs", "_sprocs",
        "_triggers", "_udfs", "_conflicts"];

    /// <summary>What the search index keeps of items.</summary>
    public SearchSchema Search { get; } = new(Vectors, FullTextPaths, IndexedPaths);

    /// <exception cref="RequestFailure">400 naming the first part of the definition that is not acceptable.</exception>
    public static ContainerDefinition Parse(ReadOnlyMemory<byte> body)
    {
        var json = JsonText.ParseObject(body, "container definition");
        foreach (var name in SystemProperties)
            json.Remove(name);
        FillDefaults(json);
        var bytes = JsonText.Write(writer => json.WriteTo(writer));
        using var document = JsonDocument.Parse(bytes, JsonText.ReadOptions);
        var root = document.RootElement;
        var id = Text(root, "id") ?? throw RequestFailure.BadRequest("The container definition has no string 'id'.");
        ResourceName.Check(id);
        var vectors = VectorEmbedding.ParsePolicy(root);
        var fullTextPaths = FullTextPolicy.Parse(root);
        var indexing = root.GetProperty("indexingPolicy");
        VectorEmbedding.CheckIndexes(indexing, vectors);
        FullTextPolicy.CheckIndexes(indexing, fullTextPaths);
        return new ContainerDefinition(
            id, bytes, PartitionKeyPolicy.Parse(root), TimeToLive(root), IndexedPaths.Parse(indexing),
            UniqueKey.ParsePolicy(root), vectors, fullTextPaths);
    }

    /// <summary>Checks that a container with items may take on the new definition.</summary>
    /// <exception cref="RequestFailure">400 naming what cannot change after creation.</exception>
    public void CheckReplaceableBy(ContainerDefinition replacement)
    {
        if (replacement.Id != Id)
            throw RequestFailure.BadRequest($"The id cannot change from '{Id}' to '{replacement.Id}'.");
        CheckSame("partitionKey", replacement);
        CheckSame("uniqueKeyPolicy", replacement);
        CheckSame("vectorEmbeddingPolicy", replacement);
    }

    private void CheckSame(string property, ContainerDefinition replacement)
    {
        var current = JsonNode.Parse(Json)![property];
        var next = JsonNode.Parse(replacement.Json)![property];
        if (!JsonNode.DeepEquals(current, next))
            throw RequestFailure.BadRequest(
                $"The {property} of container '{Id}' cannot change after creation; make a new container.");
    }

    private static void FillDefaults(JsonObject json)
    {
        if (json["partitionKey"] is JsonObject key)
        {
            key["kind"] ??= key["paths"] is JsonArray { Count: > 1 } ? "MultiHash" : "Hash";
            key["version"] ??= 2;
        }
        json["indexingPolicy"] ??= new JsonObject();
        if (json["indexingPolicy"] is not JsonObject indexing)
            throw RequestFailure.BadRequest("The indexingPolicy must be an object.");
        indexing["indexingMode"] ??= "consistent";
        indexing["automatic"] ??= true;
        indexing["includedPaths"] ??= new JsonArray(new JsonObject { ["path"] = "/*" });
        indexing["excludedPaths"] ??= new JsonArray(new JsonObject { ["path"] = "/\"_etag\"/?" });
        json["conflictResolutionPolicy"] ??= new JsonObject
        {
            ["mode"] = "LastWriterWins",
            ["conflictResolutionPath"] = "/_ts",
            ["conflictResolutionProcedure"] = "",
        };
    }

    private static int? TimeToLive(JsonElement root)
    {
        if (!root.TryGetProperty("defaultTtl", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds is -1 or > 0)
            return seconds;
        throw RequestFailure.BadRequest(
            $"The defaultTtl is {value.GetRawText()}; it must be -1 (never by default) "
            + $"or 1 to {int.MaxValue} seconds.");
    }

    private static string? Text(JsonElement root, string property) =>
        root.TryGetProperty(property, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
