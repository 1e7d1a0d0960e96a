using System.Globalization;
using System.Text.Json.Serialization;

namespace Trivium.Chunking;

/// <summary>How long the chunks of a document are, in model tokens with their headings.</summary>
/// <param name="MaxTokens">What no chunk exceeds; code, tables and lists that fit are not cut.</param>
/// <param name="TargetTokens">What chunks are filled to.</param>
/// <param name="OverlapTokens">What a chunk repeats of the one before it, in whole sentences.</param>
public sealed record ChunkSizes(int MaxTokens, int TargetTokens, int OverlapTokens)
{
    /// <summary>The sizes of everything that was ingested before there was a choice, and of who makes none.</summary>
    internal static ChunkSizes Default { get; } = new(
        ChunkingOptions.Default.MaxTokens, ChunkingOptions.Default.TargetTokens, ChunkingOptions.Default.OverlapTokens);

    internal ChunkingOptions ToOptions() =>
        new() { MaxTokens = MaxTokens, TargetTokens = TargetTokens, OverlapTokens = OverlapTokens };

    /// <summary>The same sizes as text, to be hashed.</summary>
    internal string ToHashed() => string.Create(CultureInfo.InvariantCulture, $"{MaxTokens}-{TargetTokens}-{OverlapTokens}");
}

/// <summary>The sizes someone asks for; what is absent is as it is for the tenant, made to fit.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedChunkSizes
{
    /// <summary>What no chunk exceeds, in tokens.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What chunks are filled to, in tokens; at most the maximum.</summary>
    public int? TargetTokens { get; init; }

    /// <summary>What a chunk repeats of the one before it, in tokens; at most half of the target.</summary>
    public int? OverlapTokens { get; init; }

    [JsonIgnore]
    internal bool IsEmpty => this is { MaxTokens: null, TargetTokens: null, OverlapTokens: null };

    /// <summary>The same request as text, to be hashed.</summary>
    internal string ToHashed() => string.Create(CultureInfo.InvariantCulture, $"{MaxTokens}-{TargetTokens}-{OverlapTokens}");
}
