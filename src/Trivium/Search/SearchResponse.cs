namespace Trivium.Search;

/// <summary>What <c>POST /v1/search</c> answers.</summary>
/// <param name="Hits">The best chunks, best first.</param>
/// <param name="RequestUnits">What the store charged for it, in request units.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
public sealed record SearchResponse(IReadOnlyList<SearchHit> Hits, double RequestUnits, long TookMs)
{
    /// <summary>Why it was answered by words alone although meaning was asked for; absent where it was not.</summary>
    public string? Notice { get; init; }
}

/// <summary>One chunk that was found.</summary>
public sealed record SearchHit
{
    /// <summary>The document it is from.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The chunk; unique within the document.</summary>
    public required string ChunkId { get; init; }

    /// <summary>Its place in the document, from 0.</summary>
    public required int ChunkIndex { get; init; }

    /// <summary>
    /// In mode <c>vector</c> the cosine similarity, −1 to 1. Else <c>60 / (59 + rank)</c>, 1 for the first hit: the
    /// store ranks by BM25 or by fused ranks and tells neither number. Comparable within one answer only.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Where the query's words and phrases stand in <see cref="Text"/>: <c>[start, length]</c> pairs in UTF-16 code
    /// units, ascending, without overlap.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<int>> Highlights { get; init; }

    /// <summary>The headings above it, outermost first.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>Where the document came from, in its sender's words.</summary>
    public string? Source { get; init; }

    /// <summary>The generation of the document that was read.</summary>
    public required long Generation { get; init; }
}
