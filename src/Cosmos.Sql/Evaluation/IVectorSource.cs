using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>What a store knows of its vectors.</summary>
public interface IVectorSource
{
    /// <summary>The distance function of the container's vector policy for that path; null for cosine.</summary>
    /// <param name="path">In the form of policies: /embedding, /a/b.</param>
    VectorDistanceFunction? FunctionOf(string path);

    /// <summary>The decoded vector of an item. False makes the evaluator decode it from the item's JSON.</summary>
    /// <param name="item">An item as given to the query; its <see cref="CosmosValue.Owner"/> tells which.</param>
    /// <param name="path">The path within the item: /embedding.</param>
    /// <param name="vector">The vector; read during the call of the query only.</param>
    bool TryGetVector(CosmosValue item, string path, out ReadOnlyMemory<float> vector);
}

/// <summary>How the closeness of two vectors is measured.</summary>
public enum VectorDistanceFunction
{
    /// <summary>The cosine of the angle: from -1 (opposite) to 1 (same direction); higher is closer.</summary>
    Cosine,

    /// <summary>The length of the difference: from 0 (same); lower is closer.</summary>
    Euclidean,

    /// <summary>The inner product; higher is closer.</summary>
    DotProduct,
}
