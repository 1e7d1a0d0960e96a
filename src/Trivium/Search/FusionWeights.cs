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
    /// The offline embedder: it knows what a question is about, but of bare keywords no more than their letters.
    /// Measured, see the README.
    /// </summary>
    public static FusionWeights BuiltIn { get; } = new(1, 10) { VectorOfKeywords = 0.2 };

    /// <summary>A trained model.</summary>
    public static FusionWeights Trained { get; } = new(1, 1);

    /// <summary>The weight of the vector ranking for queries that are no more than keywords; null: the same.</summary>
    public double? VectorOfKeywords { get; init; }

    /// <summary>The weights for a query.</summary>
    public FusionWeights For(string query) => VectorOfKeywords is { } keywords && !QueryWording.HasGrammar(query)
        ? new(keywords, Text)
        : new(Vector, Text);
}
