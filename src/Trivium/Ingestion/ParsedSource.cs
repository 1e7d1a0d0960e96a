using System.Text.Json;
using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;

namespace Trivium.Ingestion;

/// <summary>
/// What a source was turned into. Every activity makes it again from the stored bytes, so all of them see the same.
/// </summary>
/// <param name="Document">Title, language, tags, sections.</param>
/// <param name="Chunks">The chunks.</param>
/// <param name="Tables">The document's tables, then <c>links</c> and <c>headings</c> where there are any.</param>
internal sealed record ParsedSource(
    ExtractedDocument Document, IReadOnlyList<Chunk> Chunks, IReadOnlyList<ExtractedTable> Tables)
{
    /// <summary>What tells the chunks apart, in their order.</summary>
    public IReadOnlyList<ChunkIdentity> Identities { get; } = ChunkIdentity.Of(Chunks);

    /// <summary>The table every tenant has of the links in its documents.</summary>
    public const string LinksTable = "links";

    /// <summary>The table every tenant has of the headings in its documents.</summary>
    public const string HeadingsTable = "headings";

    public static ParsedSource Of(
        ReadOnlyMemory<byte> bytes,
        string contentType,
        ExtractionHints hints,
        ChunkingOptions chunking,
        CancellationToken cancellationToken) =>
        Of(Extractor.Extract(bytes, contentType, hints, cancellationToken), chunking);

    /// <summary>What an extracted document is turned into.</summary>
    public static ParsedSource Of(ExtractedDocument document, ChunkingOptions chunking)
    {
        List<ExtractedTable> tables = [.. document.Tables];
        if (document.Links.Count > 0) tables.Add(Links(document));
        if (document.Sections.Any(section => section.Heading is not null)) tables.Add(Headings(document));

        return new(document, Chunker.Chunk(WithHeads(document), chunking), tables);
    }

    /// <summary>Chunks are made of a table's first rows only, and of a streamed table only those are here.</summary>
    private static ExtractedDocument WithHeads(ExtractedDocument document) => document with
    {
        Tables =
        [
            .. document.Tables.Select(table => table.Rows is HeadRows rows ? table with { Rows = rows.Head } : table),
        ],
    };

    private static ExtractedTable Links(ExtractedDocument document) => new()
    {
        Name = LinksTable,
        Columns =
        [
            Column("text", "string", document.Links[0].Text),
            Column("url", "string", document.Links[0].Url),
            Column("section", "integer", document.Links[0].SectionIndex),
        ],
        Rows =
        [
            .. document.Links.Select(
                link => Row(("text", link.Text), ("url", link.Url), ("section", link.SectionIndex))),
        ],
    };

    private static ExtractedTable Headings(ExtractedDocument document)
    {
        Section[] headed = [.. document.Sections.Where(section => section.Heading is not null)];
        return new()
        {
            Name = HeadingsTable,
            Columns =
            [
                Column("level", "integer", headed[0].Level),
                Column("text", "string", headed[0].Heading),
                Column("section", "integer", headed[0].Index),
            ],
            Rows =
            [
                .. headed.Select(
                    section => Row(("level", section.Level), ("text", section.Heading), ("section", section.Index))),
            ],
        };
    }

    private static TableColumn Column(string name, string type, object? example) =>
        new(name, name, type, Nullable: false, JsonSerializer.SerializeToElement(example));

    private static IReadOnlyDictionary<string, JsonElement> Row(params (string Name, object? Value)[] columns) =>
        columns.ToDictionary(column => column.Name, column => JsonSerializer.SerializeToElement(column.Value));
}
