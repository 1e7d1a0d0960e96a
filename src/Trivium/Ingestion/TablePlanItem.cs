using Trivium.Extraction.Streaming;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// How the rows of a generation's streamed table are read from its source, in container <c>documents</c>; kind
/// <c>plan</c>. Written with the document item, so any process can write any slice without reading the whole source;
/// purged with the generation.
/// </summary>
internal sealed record TablePlanItem
{
    public const string ItemKind = "plan";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DocumentId { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required long Generation { get; init; }

    public required string Table { get; init; }

    public required StreamedRows Rows { get; init; }

    public static TablePlanItem Of(GenerationItem generation, string table, StreamedRows rows) => new()
    {
        Id = IdOf(generation.Generation, table),
        Tenant = generation.Tenant,
        DocumentId = generation.DocumentId,
        Generation = generation.Generation,
        Table = table,
        Rows = rows,
    };

    public static string IdOf(long generation, string table) => $"{generation}-plan-{table}";
}
