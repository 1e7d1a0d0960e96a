namespace Trivium.Search;

/// <summary>What <c>POST /v1/search</c> takes.</summary>
public sealed record SearchRequest
{
    /// <summary>
    /// What is looked for, in any language, at most 4,096 characters. Words in double quotes are a phrase: a hit has it
    /// in its text or headings, whatever its letter case, width and white space. May be absent only in mode
    /// <c>vector</c> with a <see cref="Vector"/>.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>How to look; <c>hybrid</c> when absent.</summary>
    public SearchMode Mode { get; init; } = SearchMode.Hybrid;

    /// <summary>How many hits to return, from 1; 10 when absent.</summary>
    public int Top { get; init; } = 10;

    /// <summary>How many hits to leave out first; with <see cref="Top"/> at most 200.</summary>
    public int Skip { get; init; }

    /// <summary>Which chunks to look at; all when absent.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>
    /// The vector to compare with, of the embedder's dimensions, in place of the query's own embedding. Not in mode
    /// <c>text</c>.
    /// </summary>
    public IReadOnlyList<float>? Vector { get; init; }

    /// <summary>
    /// Whether chunks that say the same as a better hit are left out and named in its <see
    /// cref="SearchHit.Duplicates"/>; true when absent.
    /// </summary>
    public bool Collapse { get; init; } = true;

    /// <summary>At most so many hits of one document; any number when absent.</summary>
    public int? MaxPerDocument { get; init; }

    /// <summary>
    /// How many chunks before and after each hit to return with it, 0 to 5; 0 when absent. With more than 0,
    /// <see cref="Top"/> is at most 50.
    /// </summary>
    public int Context { get; init; }

    /// <summary>Whether the host's reranker, where it has one, orders the first hits; true when absent.</summary>
    public bool Rerank { get; init; } = true;

    /// <summary>
    /// The <see cref="SearchResponse.Snapshot"/> of an earlier page of the same search: this page sees the same
    /// documents as that one, whatever changed since.
    /// </summary>
    public string? Snapshot { get; init; }
}

/// <summary>How to look.</summary>
public enum SearchMode
{
    /// <summary>
    /// By meaning and by words, fused by reciprocal rank; text alone or vector alone where the query has only that.
    /// </summary>
    Hybrid,

    /// <summary>By meaning: the nearest embeddings.</summary>
    Vector,

    /// <summary>By words: BM25. Every hit has a term of the query.</summary>
    Text,
}

/// <summary>Which chunks a search looks at: those that meet every condition given.</summary>
public sealed record SearchFilter
{
    /// <summary>At least one of these tags, exactly as written; at most 100.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The document's language: <c>en</c>, <c>ja</c> or <c>und</c>; a region after it is ignored.</summary>
    public string? Language { get; init; }

    /// <summary>The document's source, exactly as written.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// The document's media type without parameters, such as <c>text/markdown</c>; letter case is ignored.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>One of these documents; at most 100.</summary>
    public IReadOnlyList<string>? DocumentIds { get; init; }

    /// <summary>Last accepted at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last accepted before this instant.</summary>
    public DateTimeOffset? To { get; init; }
}
