using System.Text.Json.Serialization;
using Trivium.Reembedding;
using Trivium.Storage;

namespace Trivium.Visibility;

/// <summary>
/// The one item per tenant that orders everything: which generation comes next and which are hidden. In container
/// <c>catalog</c>; every begin, commit and purge changes it in an ETag-guarded batch.
/// </summary>
internal sealed record ControlItem : ICatalogItem
{
    public const string ControlId = "control";

    public string Id { get; init; } = ControlId;

    public required string Tenant { get; init; }

    public string Kind { get; init; } = "control";

    /// <summary>The number the next generation gets; from 1.</summary>
    public long Next { get; init; } = 1;

    /// <summary>Generations below <see cref="Next"/> that no reader may see, ascending.</summary>
    public IReadOnlyList<long> Hidden { get; init; } = [];

    /// <summary>
    /// The highest <see cref="HeadItem.Accepted"/> of any head that was removed: a new head starts above it, so an
    /// instance id is never used twice.
    /// </summary>
    public long AcceptedFloor { get; init; }

    /// <summary>The chunks that answer; null in a tenant that never began a generation: those of the app's embedder.</summary>
    public ChunkSet? Serving { get; init; }

    /// <summary>The chunks that will answer once every document is among them; null: none are being made.</summary>
    public ChunkSet? Filling { get; init; }

    /// <summary>Chunks that answer no more and are being removed.</summary>
    public IReadOnlyList<ChunkSet> Retiring { get; init; } = [];

    /// <summary>The embedder of the instance that started last: what <see cref="Serving"/> is to come to.</summary>
    public EmbedderIdentity? WantedEmbedder { get; init; }

    /// <summary>The highest <see cref="ChunkSet.Run"/> given.</summary>
    public long LastRun { get; init; }

    /// <summary>
    /// Counts the commits of generations that are not in the set to be filled: it is complete only if nothing was added
    /// since it was found so.
    /// </summary>
    public long LackingCommits { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}
