using System.Text.Json;
using Trivium.Chunking;

namespace Trivium.Documents.Uploads;

/// <summary>What an upload is begun with.</summary>
public sealed record UploadRequest
{
    /// <summary>The media type of the whole.</summary>
    public string? ContentType { get; init; }

    /// <summary>The id of the document; null: one is made.</summary>
    public string? Id { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Source { get; init; }

    /// <summary>A JSON object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>How long its chunks are to be; what is absent is as the tenant has set it when the upload is completed.</summary>
    public RequestedChunkSizes? Chunking { get; init; }

    /// <summary>The size of every part but the last, in bytes: a multiple of 1 MiB, at most 8 MiB; 8 MiB where it is absent.</summary>
    public int? PartSizeBytes { get; init; }
}

/// <summary>An upload and the parts that are there.</summary>
public sealed record UploadBody
{
    /// <summary>The upload's id.</summary>
    public required string Id { get; init; }

    /// <summary>The document it will be.</summary>
    public required string DocumentId { get; init; }

    /// <summary><c>open</c>, <c>completing</c> or <c>completed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The size every part but the last must have, in bytes.</summary>
    public required int PartSizeBytes { get; init; }

    /// <summary>The most parts there can be.</summary>
    public required int PartsMax { get; init; }

    /// <summary>When it is thrown away unless it was completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The parts that are there, by number.</summary>
    public required IReadOnlyList<UploadPartBody> Parts { get; init; }
}

/// <summary>A part that is there.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
public sealed record UploadPartBody(int Number, int SizeBytes, string Sha256);

/// <summary>What an upload is completed with.</summary>
public sealed record UploadCompletion
{
    /// <summary>How many parts there are.</summary>
    public int? Parts { get; init; }

    /// <summary>SHA-256 of the whole, hexadecimal.</summary>
    public string? Sha256 { get; init; }
}
