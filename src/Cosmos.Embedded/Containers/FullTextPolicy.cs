using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>Reads the paths of a container's full-text policy.</summary>
internal static class FullTextPolicy
{
    /// <exception cref="RequestFailure">400 naming what is wrong.</exception>
    public static IReadOnlyList<string> Parse(JsonElement root)
    {
        if (PolicyJson.Policy(root, "fullTextPolicy") is not { } policy)
            return [];
        return [.. PolicyJson.Array(policy, "fullTextPaths", "fullTextPolicy")
            .Select(path => PropertyPath.Parse(PolicyJson.Text(path, "path", "fullTextPolicy"), "full text").Text)];
    }

    /// <summary>Checks that every full-text index is on a declared path.</summary>
    public static void CheckIndexes(JsonElement indexingPolicy, IReadOnlyList<string> paths)
    {
        foreach (var index in PolicyJson.Array(indexingPolicy, "fullTextIndexes", "indexingPolicy"))
        {
            if (PolicyJson.Text(index, "path", "full-text index") is var path && !paths.Contains(path))
                throw RequestFailure.BadRequest($"The full-text index path '{path}' is not in the fullTextPolicy.");
        }
    }
}
