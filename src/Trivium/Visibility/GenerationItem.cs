using System.Text.Json.Serialization;
using Trivium.Documents;

namespace Trivium.Visibility;

/// <summary>
/// A generation that is being written or waits to be purged, in container <c>catalog</c>. It is created when the
/// generation is hidden by a begin and removed when a purge has unhidden it; a committed, current generation has none.
/// </summary>
internal sealed record GenerationItem : ICatalogItem
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = "generation";

    public required long Generation { get; init; }

    public required string DocumentId { get; init; }

    public required long Accepted { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>The source it is made of; purged with it unless the head refers to it. Null for a delete.</summary>
    public string? SourceId { get; init; }

    /// <summary>The whole source while it is being written; null afterwards.</summary>
    public SourceDescription? Source { get; init; }

    /// <summary>When the document's id was first written.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its source was accepted; null once it was current.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The document's current generation when this one was begun; null: there was none.</summary>
    public long? Replaces { get; init; }

    /// <summary>The SQL tables it has rows in: where a purge looks. Written before the first row.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>The runs of the chunk sets its chunks are written to, with vectors (<c>ChunkSet.Run</c>).</summary>
    public IReadOnlyList<long> Embedded { get; init; } = [0];

    /// <summary>The runs of the chunk sets its chunks are written to in part or whole without vectors.</summary>
    public IReadOnlyList<long> TextOnly { get; init; } = [];

    /// <summary>What was asked for, so that it can be asked for again; null unless it is kept for a retry.</summary>
    public AcceptedRequest? Kept { get; init; }

    public required GenerationState State { get; init; }

    /// <summary>When <see cref="State"/> was entered.</summary>
    public required DateTimeOffset StateAt { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static string IdOf(long generation) => $"generation-{generation}";
}

/// <summary>Where a generation stands.</summary>
internal enum GenerationState
{
    /// <summary>Write activities may add items.</summary>
    Writing,

    /// <summary>
    /// Its ingestion failed. No slice may start, and what was written stays for a retry: then it is written on; when
    /// nobody retries it in time, or a newer request came, it is purged.
    /// </summary>
    Kept,

    /// <summary>
    /// No new slice may start; its items are deleted once all readers and slices that know it are gone.
    /// </summary>
    Purging,
}
