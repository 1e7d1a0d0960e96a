using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>The vectors of a container's items, each decoded once and kept with its item.</summary>
internal sealed class StoredVectors(IReadOnlyList<VectorEmbedding> policy) : IVectorSource
{
    public VectorDistanceFunction? FunctionOf(string path) => Embedding(path)?.DistanceFunction switch
    {
        "cosine" => VectorDistanceFunction.Cosine,
        "euclidean" => VectorDistanceFunction.Euclidean,
        "dotproduct" => VectorDistanceFunction.DotProduct,
        _ => null,
    };

    public bool TryGetVector(CosmosValue item, string path, out ReadOnlyMemory<float> vector)
    {
        vector = default;
        if (item.Owner is not StoredItem stored || Embedding(path) is not { } embedding)
            return false;
        var decoded = stored.Features.Get(
            embedding.FeatureName, (embedding, stored),
            static one => SearchFeatures.Vector(one.embedding, one.stored.Element) ?? []);
        vector = decoded;
        // A vector of other dimensions than declared is not in the index; the evaluator decides what it is worth.
        return decoded.Length == embedding.Dimensions;
    }

    private VectorEmbedding? Embedding(string path)
    {
        // A plain loop: this runs for every item that a vector search looks at.
        foreach (var embedding in policy)
        {
            if (embedding.Path.Text == path)
                return embedding;
        }
        return null;
    }
}
