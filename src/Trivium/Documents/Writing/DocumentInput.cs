using System.Text.Json;
using Trivium.Visibility;

namespace Trivium.Documents.Writing;

/// <summary>A document as it was sent, before anything of it is stored.</summary>
internal sealed record DocumentInput
{
    /// <summary>The id given; null: one is made.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The media type with its parameters.</summary>
    public required string ContentType { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The bytes; read once.</summary>
    public required Stream Content { get; init; }

    /// <summary>What <c>Idempotency-Key</c> says, or null.</summary>
    public string? IdempotencyKey { get; init; }

    public Precondition Precondition { get; init; } = Precondition.None;

    /// <summary>
    /// What the caller says of the content, hashed: two that differ only here are different versions.
    /// </summary>
    public string DescriptionHash => ContinuationTokens.HashOf(ContentType, Title, Source, Metadata?.GetRawText());
}
