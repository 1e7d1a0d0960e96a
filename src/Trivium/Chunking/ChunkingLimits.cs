namespace Trivium.Chunking;

/// <summary>What chunking can be asked for.</summary>
public static class ChunkingLimits
{
    /// <summary>64 tokens: some sentences. With less, headings and overlap would be most of a chunk.</summary>
    public const int MaxTokensMin = 64;

    /// <summary>8,192 tokens: what the embedding models with the longest input take.</summary>
    public const int MaxTokensMax = 8_192;

    /// <summary>16 tokens: a sentence.</summary>
    public const int TargetTokensMin = 16;

    /// <summary>Half: an overlap that is more of the target would store and embed most of the text twice.</summary>
    public const int OverlapDivisor = 2;

    /// <summary>The largest overlap for a target.</summary>
    public static int OverlapTokensMax(int targetTokens) => targetTokens / OverlapDivisor;

    internal static void ThrowIfOutside(ChunkingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, MaxTokensMin, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxTokens, MaxTokensMax, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TargetTokens, TargetTokensMin, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TargetTokens, options.MaxTokens, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.OverlapTokens, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.OverlapTokens, OverlapTokensMax(options.TargetTokens), nameof(options));
    }
}
