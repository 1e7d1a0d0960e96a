using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>A path that holds vectors, from the container's vector embedding policy.</summary>
internal sealed record VectorEmbedding(PropertyPath Path, int Dimensions, string DistanceFunction)
{
    /// <summary>The service's limit with quantizedFlat and diskANN indexes.</summary>
    public const int DimensionsMax = 4096;

    /// <summary>The service's limit with a flat index.</summary>
    public const int FlatDimensionsMax = 505;

    /// <summary>Under which the decoded vector is kept with an item; a path may hold a text in another query.</summary>
    public string FeatureName { get; } = "vector " + Path.Text;

    private static readonly string[] DataTypes = ["float32", "float16", "int8", "uint8"];

    /// <exception cref="RequestFailure">400 naming what is wrong.</exception>
    public static IReadOnlyList<VectorEmbedding> ParsePolicy(JsonElement root)
    {
        if (PolicyJson.Policy(root, "vectorEmbeddingPolicy") is not { } policy)
            return [];
        VectorEmbedding[] vectors =
            [.. PolicyJson.Array(policy, "vectorEmbeddings", "vectorEmbeddingPolicy").Select(Parse)];
        if (vectors.DistinctBy(vector => vector.Path.Text).Count() != vectors.Length)
            throw RequestFailure.BadRequest("The vectorEmbeddingPolicy names a path twice.");
        return vectors;
    }

    /// <summary>Checks that every vector index is on a declared path and within its dimensions.</summary>
    public static void CheckIndexes(JsonElement indexingPolicy, IReadOnlyList<VectorEmbedding> vectors)
    {
        foreach (var index in PolicyJson.Array(indexingPolicy, "vectorIndexes", "indexingPolicy"))
        {
            var path = PolicyJson.Text(index, "path", "vector index");
            var type = PolicyJson.Text(index, "type", "vector index");
            if (type is not ("flat" or "quantizedFlat" or "diskANN"))
                throw RequestFailure.BadRequest(
                    $"The vector index type '{type}' is unknown; use flat, quantizedFlat or diskANN.");
            var vector = vectors.FirstOrDefault(vector => vector.Path.Text == path) ?? throw RequestFailure.BadRequest(
                $"The vector index path '{path}' is not in the vectorEmbeddingPolicy.");
            if (type == "flat" && vector.Dimensions > FlatDimensionsMax)
            {
                throw RequestFailure.BadRequest(
                    $"A flat index takes at most {FlatDimensionsMax} dimensions; '{path}' has "
                    + $"{vector.Dimensions}. Use quantizedFlat.");
            }
        }
    }

    private static VectorEmbedding Parse(JsonElement json)
    {
        const string policy = "vectorEmbeddingPolicy";
        var path = PropertyPath.Parse(PolicyJson.Text(json, "path", policy), "vector");
        var function = PolicyJson.Text(json, "distanceFunction", policy).ToLowerInvariant();
        if (function is not ("cosine" or "euclidean" or "dotproduct"))
            throw RequestFailure.BadRequest(
                $"The distanceFunction '{function}' is unknown; use cosine, euclidean or dotproduct.");
        if (json.TryGetProperty("dataType", out _) && PolicyJson.Text(json, "dataType", policy) is var type
            && !DataTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw RequestFailure.BadRequest(
                $"The vector dataType '{type}' is unknown; use one of {string.Join(", ", DataTypes)}.");
        if (!json.TryGetProperty("dimensions", out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt32(out var dimensions) || dimensions is < 1 or > DimensionsMax)
            throw RequestFailure.BadRequest(
                $"The vector at '{path.Text}' needs 'dimensions' from 1 to {DimensionsMax}.");
        return new VectorEmbedding(path, dimensions, function);
    }
}
