using System.Text.Json.Serialization;
using Trivium.Tables;

namespace Trivium.Documents;

/// <summary>One generation of a document as readers see it, in container <c>documents</c>; kind <c>document</c>.</summary>
internal sealed record DocumentItem : DocumentItemFields
{
    public const string ItemKind = "document";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required long Accepted { get; init; }

    /// <summary>The ingestion that made it.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The tables found in it (<c>links</c> and <c>headings</c> among them, where not empty).</summary>
    public IReadOnlyList<TableSchema> Tables { get; init; } = [];

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static string IdOf(long generation) => $"{generation}-document";
}

/// <summary>One section of a document: a heading and the text below it, in container <c>documents</c>; kind <c>section</c>.</summary>
internal sealed record SectionItem
{
    public const string ItemKind = "section";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DocumentId { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required long Generation { get; init; }

    public required int Index { get; init; }

    /// <summary>0 for the text before the first heading, else 1 to 6.</summary>
    public required int Level { get; init; }

    public string? Heading { get; init; }

    public required IReadOnlyList<string> HeadingPath { get; init; }

    public string? Anchor { get; init; }

    public required string Text { get; init; }

    public static string IdOf(long generation, int index) => $"{generation}-section-{index}";
}
