using System.Text.Json;

namespace Trivium.Documents;

/// <summary>What a list reads of a <see cref="DocumentItem"/>: all but the schemas of its tables.</summary>
internal record DocumentItemFields
{
    public required string DocumentId { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public required string ContentType { get; init; }

    /// <summary>BCP 47 primary language: <c>en</c>, <c>ja</c>, or <c>und</c>.</summary>
    public required string Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Front matter, overlaid with the caller's metadata: a JSON object.</summary>
    public JsonElement? Metadata { get; init; }

    public required SourceDescription Content { get; init; }

    public required int Sections { get; init; }

    public required int Chunks { get; init; }

    /// <summary>Rows over all tables, <c>links</c> and <c>headings</c> not counted.</summary>
    public required int Rows { get; init; }

    public required long Generation { get; init; }

    /// <summary>When this id was first written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this generation was accepted.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DocumentSummary ToSummary() => new()
    {
        DocumentId = DocumentId,
        Title = Title,
        Source = Source,
        Origin = Content.Origin,
        Chunking = Content.Chunking,
        ContentType = ContentType,
        Language = Language,
        Tags = Tags,
        Metadata = Metadata,
        SizeBytes = Content.SizeBytes,
        Sha256 = Content.Sha256,
        Counts = new(Sections, Chunks, Rows),
        Generation = Generation,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
