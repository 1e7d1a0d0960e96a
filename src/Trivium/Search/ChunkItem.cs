namespace Trivium.Search;

/// <summary>One chunk of one generation of a document, in container <c>chunks</c>.</summary>
internal sealed record ChunkItem
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DocumentId { get; init; }

    public required long Generation { get; init; }

    /// <summary>Its public id: the same in every generation that has the same passage.</summary>
    public required string ChunkId { get; init; }

    /// <summary>What was embedded, hashed: the same content has the same embedding.</summary>
    public required string ContentHash { get; init; }

    /// <summary>From 0, in reading order.</summary>
    public required int ChunkIndex { get; init; }

    public required string Text { get; init; }

    /// <summary>The headings above it, outermost first.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>The analyzer's terms of headings and text, separated by spaces: what full text search sees.</summary>
    public required string Terms { get; init; }

    /// <summary>
    /// The embedder's vector, of the dimensions in the container's name; absent where whoever wrote it did not have that
    /// embedder, until it is made up for.
    /// </summary>
    public float[]? Embedding { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public required string ContentType { get; init; }

    public required string Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The document's <c>updatedAt</c>: what <c>from</c> and <c>to</c> filter.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public static string IdOf(long generation, int index) => $"{generation}-{index}";
}
