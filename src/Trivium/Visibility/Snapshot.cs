using Trivium.Reembedding;

namespace Trivium.Visibility;

/// <summary>
/// What a reader may see: every generation below <paramref name="Next"/> that is not in <paramref name="Hidden"/>. One is
/// taken per request, carried in continuation tokens, and is good for <c>VisibilityLimits.ReaderLifetime</c>.
/// </summary>
/// <param name="Next">The control item's next generation.</param>
/// <param name="Hidden">The hidden generations, ascending.</param>
/// <param name="TakenAt">When it was taken.</param>
internal sealed record Snapshot(long Next, IReadOnlyList<long> Hidden, DateTimeOffset TakenAt)
{
    /// <summary>
    /// The condition every query carries, on an item alias <c>c</c>; <see cref="NextParameter"/> and
    /// <see cref="HiddenParameter"/> are its parameters.
    /// </summary>
    public const string Condition = $"c.generation < {NextParameter} AND NOT ARRAY_CONTAINS({HiddenParameter}, c.generation)";

    public const string NextParameter = "@__next";

    public const string HiddenParameter = "@__hidden";

    /// <summary>The chunks that answer; null: those of the app's embedder.</summary>
    public ChunkSet? Chunks { get; init; }

    public bool Sees(long generation) => generation < Next && !Hidden.Contains(generation);
}
