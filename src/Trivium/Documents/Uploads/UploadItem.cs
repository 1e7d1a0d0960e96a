using System.Text.Json;
using System.Text.Json.Serialization;
using Trivium.Chunking;

namespace Trivium.Documents.Uploads;

/// <summary>An upload in parts, in container <c>operations</c>, kind <c>upload</c>.</summary>
internal sealed record UploadItem
{
    public const string ItemKind = "upload";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required string DocumentId { get; init; }

    /// <summary>Names the stored parts of the source; made for this upload.</summary>
    public required string SourceId { get; init; }

    public required string ContentType { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public JsonElement? Metadata { get; init; }

    public RequestedChunkSizes? Chunking { get; init; }

    /// <summary>The size of every part but the last.</summary>
    public required int PartSizeBytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public UploadState State { get; init; } = UploadState.Open;

    /// <summary>Who is writing which part, by the writer's own random name, and until when at the latest.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Writers { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What it is being, or was, completed with; null before, and when it is given up.</summary>
    public UploadClaim? Claim { get; init; }

    /// <summary>The ingestion it became; null until then.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Seconds until the store forgets it.</summary>
    public required int Ttl { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}

/// <summary>What an upload is completed with.</summary>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Sha256">SHA-256 of the whole, lower-case hexadecimal.</param>
/// <param name="Until">After this, a completion that says otherwise may take its place.</param>
internal sealed record UploadClaim(int Parts, string Sha256, DateTimeOffset Until);

/// <summary>What may be done with an upload.</summary>
internal enum UploadState
{
    /// <summary>Parts may be written.</summary>
    Open,

    /// <summary>No part may be written any more: it is being checked and accepted.</summary>
    Completing,

    /// <summary>It is a document.</summary>
    Completed,
}

/// <summary>A part that was written, in container <c>operations</c>, kind <c>upload-part</c>.</summary>
internal sealed record UploadPartItem
{
    public const string ItemKind = "upload-part";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required string UploadId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required int SizeBytes { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required int Ttl { get; init; }

    public static string IdOf(string uploadId, int number) => $"{uploadId}-{number}";
}
