namespace Trivium.Chunking;

/// <summary>How long chunks are. The defaults are the lengths at which retrieval measured best.</summary>
public sealed record ChunkingOptions
{
    /// <summary>The defaults.</summary>
    public static ChunkingOptions Default { get; } = new();

    /// <summary>
    /// 800: the width of a chunk, in Latin characters. One Chinese, Japanese or Korean character counts as two, so a
    /// Japanese chunk has about 400.
    /// </summary>
    public int WidthMax { get; init; } = 800;

    /// <summary>
    /// 100: the width at the end of a chunk that the next one of the section repeats, in whole sentences.
    /// </summary>
    public int OverlapWidthMax { get; init; } = 100;

    /// <summary>
    /// 200: how many chunks the rows of one table make. Rows beyond are found by SQL only: passages of a large table
    /// would push every text out of the search results, and cost an embedding each.
    /// </summary>
    public int TableChunksMax { get; init; } = 200;
}
