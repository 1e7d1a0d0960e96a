using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>Reads the partition key of a container definition.</summary>
internal static class PartitionKeyPolicy
{
    /// <exception cref="RequestFailure">400 naming what is wrong.</exception>
    public static PartitionKeyDefinition Parse(JsonElement root)
    {
        if (!root.TryGetProperty("partitionKey", out var key) || key.ValueKind != JsonValueKind.Object)
            throw RequestFailure.BadRequest(
                "The container definition has no partitionKey; give it {\"paths\": [\"/property\"]}.");
        var paths = PolicyJson.Strings(key, "paths", "partitionKey");
        var kind = PolicyJson.Text(key, "kind", "partitionKey") switch
        {
            "Hash" => PartitionKeyKind.Hash,
            "MultiHash" => PartitionKeyKind.MultiHash,
            var other => throw RequestFailure.BadRequest(
                $"The partitionKey kind '{other}' is not supported; use Hash or MultiHash."),
        };
        var levelsMax = kind == PartitionKeyKind.Hash ? 1 : PartitionKeyDefinition.LevelsMax;
        if (paths.Count == 0 || paths.Count > levelsMax)
            throw RequestFailure.BadRequest(
                $"The partitionKey has {paths.Count} paths; kind {kind} takes 1 to {levelsMax}.");
        if (paths.Distinct(StringComparer.Ordinal).Count() != paths.Count)
            throw RequestFailure.BadRequest("The partitionKey names a path twice.");
        return new PartitionKeyDefinition([.. paths.Select(path => PropertyPath.Parse(path, "partition key"))], kind);
    }
}
