namespace Trivium.Search;

/// <summary>
/// How much each side of a hybrid search says, in reciprocal rank fusion. They belong to the embedder: hybrid must
/// never be worse than text alone.
/// </summary>
/// <param name="Vector">The weight of the vector ranking.</param>
/// <param name="Text">The weight of the BM25 ranking.</param>
internal sealed record FusionWeights(double Vector, double Text)
{
    /// <summary>
    /// The offline embedder: it finds what has none of the words and decides between neighbours. Measured, see the
    /// README.
    /// </summary>
    public static FusionWeights BuiltIn { get; } = new(1, 50);

    /// <summary>A trained model.</summary>
    public static FusionWeights Trained { get; } = new(1, 1);
}
