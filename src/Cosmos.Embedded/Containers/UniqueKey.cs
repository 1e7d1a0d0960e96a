using System.Text.Json;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>Paths whose values together are unique within a logical partition.</summary>
internal sealed record UniqueKey(IReadOnlyList<PropertyPath> Paths)
{
    /// <summary>The service's limit on unique keys in a container.</summary>
    public const int KeysMax = 10;

    /// <summary>The service's limit on paths in one unique key.</summary>
    public const int PathsMax = 16;

    /// <exception cref="RequestFailure">400 naming what is wrong.</exception>
    public static IReadOnlyList<UniqueKey> ParsePolicy(JsonElement root)
    {
        if (PolicyJson.Policy(root, "uniqueKeyPolicy") is not { } policy)
            return [];
        var keys = PolicyJson.Array(policy, "uniqueKeys", "uniqueKeyPolicy");
        if (keys.Count > KeysMax)
            throw RequestFailure.BadRequest($"The uniqueKeyPolicy has {keys.Count} keys; the limit is {KeysMax}.");
        return [.. keys.Select(Parse)];
    }

    /// <summary>The item's entries in the index of unique keys, one for each key of the container.</summary>
    public static IReadOnlyList<string> Entries(IReadOnlyList<UniqueKey> keys, string epk, JsonElement item)
    {
        if (keys.Count == 0)
            return [];
        var entries = new string[keys.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = $"{epk}|{i}|{string.Join(',', keys[i].Paths.Select(path => Text(path.Find(item))))}";
        return entries;
    }

    private static UniqueKey Parse(JsonElement json)
    {
        var paths = PolicyJson.Strings(json, "paths", "uniqueKeyPolicy");
        if (paths.Count is 0 or > PathsMax)
            throw RequestFailure.BadRequest($"A unique key has {paths.Count} paths; it takes 1 to {PathsMax}.");
        return new UniqueKey([.. paths.Select(path => PropertyPath.Parse(path, "unique key"))]);
    }

    // A missing value counts as null: at most one item may lack it.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "null",
        JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
        _ => PartitionKeyPart.From(value).ToString(),
    };
}
