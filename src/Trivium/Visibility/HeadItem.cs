using System.Text.Json.Serialization;
using Trivium.Documents;

namespace Trivium.Visibility;

/// <summary>
/// The state of one document id in container <c>catalog</c>: what was last accepted and which generation is current.
/// At most <see cref="SizeBytesMax"/>. Readers do not use it: they read <see cref="DocumentItem"/>s by snapshot.
/// </summary>
internal sealed record HeadItem : ICatalogItem
{
    /// <summary>4 KB: thousands of heads change in shared batches of at most 2 MB; more metadata is refused.</summary>
    public const int SizeBytesMax = 4 * 1024;

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = "head";

    public required string DocumentId { get; init; }

    /// <summary>
    /// Counts what was accepted for this id (writes and deletes), ascending; the last part of the instance id.
    /// </summary>
    public required long Accepted { get; init; }

    /// <summary>When this id was first accepted since it last held nothing.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the newest accepted request asked for; null once it is committed.</summary>
    public AcceptedRequest? Pending { get; init; }

    /// <summary>The generation readers see, or null: none yet, or deleted.</summary>
    public CurrentGeneration? Current { get; init; }

    /// <summary>
    /// True where there is neither a current generation nor one to come: a committed delete or a failed first write.
    /// Such a
    /// tombstone is kept until no generation is left.
    /// </summary>
    public bool Deleted { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static string IdOf(string documentId) => $"head-{documentId}";
}

/// <summary>The generation of a document that is current, with what its purge will need.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Accepted">The accepted number it came from.</param>
/// <param name="SourceId">The source parts it was made of.</param>
/// <param name="Sha256">The source's SHA-256, lower-case hex.</param>
/// <param name="Pipeline">The pipeline version that made it: the same bytes give other items under another one.</param>
/// <param name="DescriptionHash">A hash of title, source, content type, metadata and chunk sizes: a PUT that changes them is a
/// change.</param>
internal sealed record CurrentGeneration(
    long Generation, long Accepted, string SourceId, string Sha256, string Pipeline, string DescriptionHash)
{
    /// <summary>The runs of the chunk sets that have all of its chunks with their vectors (<c>ChunkSet.Run</c>).</summary>
    public IReadOnlyList<long> Embedded { get; init; } = [0];
}

/// <summary>A request that was accepted: a write of source bytes, or a delete.</summary>
internal sealed record AcceptedRequest
{
    public required AcceptedKind Kind { get; init; }

    public required string InstanceId { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Where the source bytes are; null for a delete.</summary>
    public SourceDescription? Source { get; init; }

    /// <summary>The pipeline version it is ingested with; null for a delete.</summary>
    public string? Pipeline { get; init; }

    /// <summary>What the caller said of it, hashed; null for a delete.</summary>
    public string? DescriptionHash { get; init; }

    /// <summary>The generation it is being written as; null until it has begun.</summary>
    public long? Generation { get; init; }
}

/// <summary>What an accepted request does.</summary>
internal enum AcceptedKind
{
    Write,
    Delete,
}
