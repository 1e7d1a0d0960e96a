namespace Trivium.Chunking;

/// <summary>How long chunks are, in model tokens as <see cref="TokenEstimate"/> counts them, headings included.</summary>
public sealed record ChunkingOptions
{
    /// <summary>The defaults.</summary>
    public static ChunkingOptions Default { get; } = new();

    /// <summary>
    /// 256: what a chunk is filled to. About 1,100 characters of English or 250 of Japanese: long enough to answer
    /// something, short enough to be about one thing.
    /// </summary>
    public int TargetTokens { get; init; } = 256;

    /// <summary>
    /// 512: what no chunk exceeds. A block of code, a table or a list that fits into it is not cut. Twice the target, and
    /// the shortest limit of the embedding models in use.
    /// </summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>32: the tokens at the end of a chunk that the next one of the section repeats, in whole sentences.</summary>
    public int OverlapTokens { get; init; } = 32;

    /// <summary>
    /// 200: how many chunks the rows of one table make. Rows beyond are found by SQL only: passages of a large table
    /// would push every text out of the search results, and cost an embedding each.
    /// </summary>
    public int TableChunksMax { get; init; } = 200;
}
