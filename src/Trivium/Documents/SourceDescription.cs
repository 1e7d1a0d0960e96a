using System.Text.Json;
using Trivium.Chunking;
using Trivium.Documents.Fetching;

namespace Trivium.Documents;

/// <summary>A document's source as it was sent: where its bytes are, and what the caller said of it.</summary>
internal sealed record SourceDescription
{
    /// <summary>Names the parts in container <c>documents</c> (<see cref="SourcePartItem"/>); random, never reused.</summary>
    public required string SourceId { get; init; }

    public required int Parts { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of all the bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The media type with its parameters, as sent.</summary>
    public required string ContentType { get; init; }

    public string? Title { get; init; }

    /// <summary>Where it came from, in the caller's words: a URL, a path, a system.</summary>
    public string? Source { get; init; }

    /// <summary>Where its bytes were fetched from; null where they were sent.</summary>
    public DocumentOrigin? Origin { get; init; }

    /// <summary>The caller's own metadata: a JSON object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>
    /// How long its chunks are, decided when it was accepted: whoever parses it later makes the same chunks. Null where it
    /// was accepted before there was a choice.
    /// </summary>
    public ChunkSizes? Chunking { get; init; }
}
