namespace Trivium.Reembedding;

/// <summary>How far documents have come to the embedder that is set.</summary>
public sealed record ReembeddingBody
{
    /// <summary>
    /// <c>idle</c>: all have it. <c>running</c>: documents are being embedded. <c>waiting</c>: for ingestions that began before.
    /// <c>failed</c>: some documents cannot be embedded; it is tried again. <c>clearing</c>: all answer with it, and the old
    /// embeddings are being removed.
    /// </summary>
    public required string State { get; init; }

    /// <summary>The embedder that answers where it is not the one that is set; absent where there is none.</summary>
    public string? From { get; init; }

    /// <summary>The embedder that is set.</summary>
    public required string To { get; init; }

    /// <summary>Tenants that answer with it.</summary>
    public required DoneOfTotal Tenants { get; init; }

    /// <summary>Documents that are embedded with it.</summary>
    public required DoneOfTotal Documents { get; init; }

    /// <summary>Ingestions that began before it was set and have not ended; some of them.</summary>
    public required IReadOnlyList<string> WaitsFor { get; init; }

    /// <summary>What cannot be embedded, and why; some of it.</summary>
    public required IReadOnlyList<FillFault> Failed { get; init; }

    /// <summary>What the last one that ended used and cost; absent where there was none.</summary>
    public ReembeddingReceipt? Receipt { get; init; }
}

/// <summary>How many of how many.</summary>
public sealed record DoneOfTotal(int Done, int Total);
