using System.Text.Json;
using Trivium.Chunking;
using Trivium.Documents.Fetching;
using Trivium.Visibility;

namespace Trivium.Documents.Writing;

/// <summary>A document as it was sent, before anything of it is stored.</summary>
internal sealed record DocumentInput
{
    /// <summary>The id given; null: one is made.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The media type with its parameters; empty where the answer to <see cref="Url"/> is to say it.</summary>
    public required string ContentType { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>How long its chunks are to be, as far as the request says.</summary>
    public RequestedChunkSizes? RequestedChunking { get; init; }

    /// <summary>How long they will be: decided once, before it is accepted.</summary>
    public ChunkSizes Chunking { get; init; } = ChunkSizes.Default;

    /// <summary>Where it is to be fetched from; null: <see cref="Content"/> has it.</summary>
    public string? Url { get; init; }

    /// <summary>Where it was fetched from.</summary>
    public DocumentOrigin? Origin { get; init; }

    /// <summary>The bytes; read once.</summary>
    public required Stream Content { get; init; }

    /// <summary>What <c>Idempotency-Key</c> says, or null.</summary>
    public string? IdempotencyKey { get; init; }

    public Precondition Precondition { get; init; } = Precondition.None;

    /// <summary>
    /// What the caller says of the content, hashed: two that differ only here are different versions.
    /// </summary>
    public string DescriptionHash { get; init; } = "";

    /// <summary>What was said and how it is chunked, hashed: what makes another version of the same bytes.</summary>
    public string VersionHash => ContinuationTokens.HashOf(DescriptionHash, Chunking.ToHashed());

    /// <summary>The same with its <see cref="DescriptionHash"/>: of what was said before anything was fetched.</summary>
    public DocumentInput Described() => this with
    {
        DescriptionHash = Url is null
            ? ContinuationTokens.HashOf(ContentType, Title, Source, Metadata?.GetRawText())
            : ContinuationTokens.HashOf(ContentType, Title, Source, Metadata?.GetRawText(), Url),
    };
}
