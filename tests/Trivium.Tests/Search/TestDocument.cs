using Trivium.Documents;
using Trivium.Tables;

namespace Trivium.Tests.Search;

/// <summary>A document as tests describe it.</summary>
internal sealed record TestDocument(string Id, long Generation)
{
    public string Tenant { get; init; } = RetrievalFixture.Tenant;

    public string? Title { get; init; }

    public string? Source { get; init; }

    public string ContentType { get; init; } = "text/markdown";

    public string Language { get; init; } = "en";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset UpdatedAt { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TestText> Texts { get; init; } = [];

    /// <summary>Tables with their rows as JSON objects.</summary>
    public IReadOnlyList<(TableSchema Table, IReadOnlyList<string> Rows)> Tables { get; init; } = [];

    public DocumentItem ToItem() => new()
    {
        Id = DocumentItem.IdOf(Generation),
        Tenant = Tenant,
        DocumentId = Id,
        Generation = Generation,
        Accepted = 1,
        InstanceId = $"{Tenant}-{Id}-1",
        Title = Title,
        Source = Source,
        ContentType = ContentType,
        Language = Language,
        Tags = Tags,
        Content = new SourceDescription
        {
            SourceId = $"source-{Generation}",
            Parts = 1,
            SizeBytes = 1000 * Generation,
            Sha256 = new string('0', 64),
            ContentType = ContentType,
        },
        Sections = 1,
        Chunks = Texts.Count,
        Rows = Tables.Sum(table => table.Rows.Count),
        Tables = [.. Tables.Select(table => table.Table with { Rows = table.Rows.Count })],
        CreatedAt = UpdatedAt,
        UpdatedAt = UpdatedAt,
    };
}

/// <summary>The text of a chunk.</summary>
internal sealed record TestText(string Text, params string[] Headings);
