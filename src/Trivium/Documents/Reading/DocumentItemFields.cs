using System.Text.Json;

namespace Trivium.Documents.Reading;

/// <summary>What a list reads of a <see cref="DocumentItem"/>: all but the schemas of its tables.</summary>
internal sealed record DocumentItemFields
{
    public required string DocumentId { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public required string ContentType { get; init; }

    public required string Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public JsonElement? Metadata { get; init; }

    public required SourceDescription Content { get; init; }

    public required int Sections { get; init; }

    public required int Chunks { get; init; }

    public required int Rows { get; init; }

    public required long Generation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static DocumentItemFields Of(DocumentItem item) => new()
    {
        DocumentId = item.DocumentId,
        Title = item.Title,
        Source = item.Source,
        ContentType = item.ContentType,
        Language = item.Language,
        Tags = item.Tags,
        Metadata = item.Metadata,
        Content = item.Content,
        Sections = item.Sections,
        Chunks = item.Chunks,
        Rows = item.Rows,
        Generation = item.Generation,
        CreatedAt = item.CreatedAt,
        UpdatedAt = item.UpdatedAt,
    };

    public DocumentSummary ToSummary() => new()
    {
        DocumentId = DocumentId,
        Title = Title,
        Source = Source,
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
