namespace Trivium.Search;

/// <summary>What <c>POST /v1/search</c> answers.</summary>
/// <param name="Hits">The best chunks, best first.</param>
/// <param name="RequestUnits">What the store charged for it, in request units.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
public sealed record SearchResponse(IReadOnlyList<SearchHit> Hits, double RequestUnits, long TookMs)
{
    /// <summary>
    /// What was not done as asked, and why: answered by words alone, or not reranked; absent where all was.
    /// </summary>
    public string? Notice { get; init; }

    /// <summary>
    /// What this page saw. Sent back with the same search and another <c>skip</c> or <c>top</c>, the other page sees
    /// the same; good for a minute, then such a request is refused as <c>expired</c>. Absent where there are no more
    /// pages.
    /// </summary>
    public string? Snapshot { get; init; }
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
    /// store ranks by BM25 or by fused ranks and tells neither number, and of what a reranker ordered the rank is all
    /// there is. Comparable within one answer only.
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

    /// <summary>
    /// Chunks further down the ranking that say the same, best first; absent where none was seen. What they differ in
    /// is at most a tenth of the text, and no number.
    /// </summary>
    public IReadOnlyList<SearchDuplicate>? Duplicates { get; init; }

    /// <summary>
    /// The chunks before and after it in the same version of its document, in reading order; absent where none were
    /// asked for.
    /// </summary>
    public IReadOnlyList<SearchNeighbour>? Context { get; init; }
}

/// <summary>A chunk that says the same as a hit.</summary>
/// <param name="DocumentId">The document it is from.</param>
/// <param name="ChunkId">The chunk; unique within the document.</param>
/// <param name="ChunkIndex">Its place in the document, from 0.</param>
public sealed record SearchDuplicate(string DocumentId, string ChunkId, int ChunkIndex);

/// <summary>A chunk beside a hit.</summary>
/// <param name="ChunkId">The chunk; unique within the document.</param>
/// <param name="ChunkIndex">Its place in the document, from 0: less than the hit's, or more.</param>
/// <param name="Text">Its text.</param>
public sealed record SearchNeighbour(string ChunkId, int ChunkIndex, string Text);
