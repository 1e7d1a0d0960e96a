namespace Trivium.Benchmarks;

/// <summary>What a search ranks by.</summary>
public enum SearchKind
{
    /// <summary>BM25.</summary>
    Text,

    /// <summary>Cosine similarity.</summary>
    Vector,

    /// <summary>Both, fused by rank.</summary>
    Hybrid,
}
