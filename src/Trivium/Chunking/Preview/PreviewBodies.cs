namespace Trivium.Chunking.Preview;

/// <summary>What a document would be turned into.</summary>
public sealed record ChunkPreview
{
    /// <summary>The title given, else the source's own, else its first heading.</summary>
    public string? Title { get; init; }

    /// <summary><c>en</c>, <c>ja</c> or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>How long the chunks are: as the request says, else as the tenant has set it.</summary>
    public required ChunkSizes Chunking { get; init; }

    /// <summary>How many chunks there are in all.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>The first of them, up to <see cref="PreviewLimits.ChunksMax"/>.</summary>
    public required IReadOnlyList<PreviewChunk> Chunks { get; init; }

    /// <summary>The tables, <c>links</c> and <c>headings</c> among them.</summary>
    public required IReadOnlyList<PreviewTable> Tables { get; init; }
}

/// <summary>A chunk as it would be stored.</summary>
/// <param name="ChunkIndex">From 0, in reading order.</param>
/// <param name="Text">The passage.</param>
/// <param name="Headings">The headings above it, outermost first.</param>
/// <param name="Section">The section it is of; null for rows of a table outside any section.</param>
/// <param name="Start">Where it begins: a UTF-16 offset in its section, or the index of the first row.</param>
/// <param name="Length">How much it covers: UTF-16 units of its section, or rows.</param>
/// <param name="Tokens">How many model tokens it has with its headings, by estimate.</param>
public sealed record PreviewChunk(
    int ChunkIndex, string Text, IReadOnlyList<string> Headings, int? Section, int Start, int Length, int Tokens);

/// <summary>A table that would be there.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Columns">Its columns' names.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record PreviewTable(string Name, IReadOnlyList<string> Columns, int Rows);

/// <summary>What a preview shows at most.</summary>
public static class PreviewLimits
{
    /// <summary>1,000 chunks: some 800 KB of text.</summary>
    public const int ChunksMax = 1_000;

    /// <summary>16 MiB: a preview keeps the whole document in memory, and stores nothing.</summary>
    public const int BodySizeBytesMax = 16 * 1024 * 1024;
}
