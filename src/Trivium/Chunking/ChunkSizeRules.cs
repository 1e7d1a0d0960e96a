using System.Globalization;
using Trivium.Errors;

namespace Trivium.Chunking;

/// <summary>Completes and checks the sizes that are asked for.</summary>
/// <param name="options">The settings of the app: an embedding model takes only so many tokens.</param>
internal sealed class ChunkSizeRules(TriviumOptions options)
{
    /// <summary>Where the sizes are in a JSON body; messages say so of query parameters too.</summary>
    private const string BodyPath = "chunking.";

    /// <summary>The largest maximum: what the embedder takes, even of a text whose tokens are underestimated.</summary>
    public int MaxTokensMax { get; } = options.Embeddings.Endpoint is null
        ? ChunkingLimits.MaxTokensMax
        : Math.Min(ChunkingLimits.MaxTokensMax, options.Embeddings.InputTokensMax / TokenEstimate.UnderestimateMax);

    /// <summary>The sizes: those that are asked for, else those of the tenant, else the app's, made to fit to the others.</summary>
    /// <param name="requested">What a request asks for.</param>
    /// <param name="tenant">What the tenant has set.</param>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>, with every fault by field.</exception>
    public ChunkSizes Resolve(RequestedChunkSizes? requested, RequestedChunkSizes? tenant)
    {
        ChunkSizes usual = Complete(tenant ?? new(), Fit(ChunkSizes.Default));
        ChunkSizes sizes = Complete(requested ?? new(), Fit(usual));
        Dictionary<string, string[]> faults = [];
        Check(nameof(sizes.MaxTokens), sizes.MaxTokens, ChunkingLimits.MaxTokensMin, MaxTokensMax, "");
        Check(
            nameof(sizes.TargetTokens),
            sizes.TargetTokens,
            ChunkingLimits.TargetTokensMin,
            Math.Clamp(sizes.MaxTokens, ChunkingLimits.MaxTokensMin, MaxTokensMax),
            " (maxTokens)");
        Check(
            nameof(sizes.OverlapTokens),
            sizes.OverlapTokens,
            0,
            ChunkingLimits.OverlapTokensMax(Math.Max(sizes.TargetTokens, ChunkingLimits.TargetTokensMin)),
            " (half of targetTokens)");
        if (faults.Count == 0) return sizes;

        string all = string.Join(' ', faults.Values.SelectMany(messages => messages));
        throw new TriviumException(ErrorCode.Invalid, all) { Errors = faults };

        void Check(string property, int value, int min, int max, string why)
        {
            string name = BodyPath + char.ToLowerInvariant(property[0]) + property[1..];
            if (value < min || value > max)
                faults[name] =
                    [string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; {min} to {max}{why} are possible.")];
        }
    }

    /// <summary>What is asked for, and of the rest what goes with it.</summary>
    private ChunkSizes Complete(RequestedChunkSizes requested, ChunkSizes usual)
    {
        int max = requested.MaxTokens ?? Math.Min(MaxTokensMax, Math.Max(usual.MaxTokens, requested.TargetTokens ?? 0));
        int target = requested.TargetTokens ?? Math.Min(usual.TargetTokens, max);
        return new(
            max, target, requested.OverlapTokens ?? Math.Min(usual.OverlapTokens, ChunkingLimits.OverlapTokensMax(target)));
    }

    /// <summary>Sizes that were set for another embedder may be more than this one takes.</summary>
    private ChunkSizes Fit(ChunkSizes sizes)
    {
        int max = Math.Min(sizes.MaxTokens, MaxTokensMax);
        int target = Math.Min(sizes.TargetTokens, max);
        return new(max, target, Math.Min(sizes.OverlapTokens, ChunkingLimits.OverlapTokensMax(target)));
    }
}
