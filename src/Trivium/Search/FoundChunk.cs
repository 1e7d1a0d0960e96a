namespace Trivium.Search;

/// <summary>A chunk as a search's query returns it.</summary>
internal sealed record FoundChunk
{
    public required string Id { get; init; }

    /// <summary>Its public id; null in items of versions before there was one.</summary>
    public string? ChunkId { get; init; }

    public required string DocumentId { get; init; }

    public required long Generation { get; init; }

    public required int ChunkIndex { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string> Headings { get; init; } = [];

    public string? Title { get; init; }

    public string? Source { get; init; }

    /// <summary>The cosine similarity; in a vector ranking only.</summary>
    public double? Similarity { get; init; }
}
