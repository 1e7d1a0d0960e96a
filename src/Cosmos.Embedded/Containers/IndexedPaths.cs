using System.Text.Json;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// Which top-level properties the range index would hold. There is no such index here; the number of values in it goes
/// into the estimate of request units, so that a container with a lean indexing policy is cheaper to write, as on the
/// service.
/// </summary>
internal sealed record IndexedPaths(bool IncludesRest, IReadOnlySet<string> Exceptions)
{
    public static IndexedPaths Parse(JsonElement indexingPolicy)
    {
        var included = Paths(indexingPolicy, "includedPaths");
        var excluded = Paths(indexingPolicy, "excludedPaths");
        return included.Contains("*") || !excluded.Contains("*")
            ? new IndexedPaths(true, excluded)
            : new IndexedPaths(false, included);
    }

    /// <summary>Whether the values below that top-level property are in the index.</summary>
    public bool Includes(string property) => Exceptions.Contains(property) != IncludesRest;

    /// <summary>How many strings, numbers, booleans and nulls lie below indexed properties.</summary>
    public int CountValues(JsonElement item)
    {
        var count = 0;
        foreach (var property in item.EnumerateObject())
        {
            if (Includes(property.Name))
                count += Leaves(property.Value);
        }
        return count;
    }

    private static int Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(property => Leaves(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Leaves),
        _ => 1,
    };

    // The first segment is enough for an estimate: "/vector/*" is vector, "/*" is *.
    private static HashSet<string> Paths(JsonElement indexingPolicy, string name) =>
        [.. PolicyJson.Array(indexingPolicy, name, "indexingPolicy")
            .Select(path =>
                PolicyJson.Text(path, "path", "indexingPolicy").Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Where(segments => segments.Length > 0)
            .Select(segments => segments[0].Trim('"'))];
}
