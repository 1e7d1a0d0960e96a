using System.Globalization;
using System.Text.Json.Serialization;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;

namespace Trivium.Ingestion;

/// <summary>
/// A part of an ingestion's writing. Each pass through its gate ends well within
/// <see cref="Visibility.VisibilityLimits.SliceDeadline"/>.
/// </summary>
/// <param name="Kind">What it writes.</param>
/// <param name="Table">The table; null unless <paramref name="Kind"/> is of rows.</param>
/// <param name="From">The index of the first.</param>
/// <param name="Count">How many.</param>
internal sealed record Slice(SliceKind Kind, string? Table, int From, int Count)
{
    /// <summary>
    /// Its name in the record's progress. Names of tables have no character that a JSON pointer escapes.
    /// </summary>
    [JsonIgnore]
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Kind}-{Table}-{From}");
}

/// <summary>What a slice writes.</summary>
internal enum SliceKind
{
    Sections,
    Chunks,
    Rows,

    /// <summary>
    /// Rows that are read from the source as they are written, by a <see cref="TablePlanItem"/>: as many as the plan has
    /// between two of its positions, and behind a gate for each <see cref="Slices.RowsMax"/> of them.
    /// </summary>
    StreamedRows,

    /// <summary>
    /// All rows of small tables: of those from the table of that index on, as many tables as have so many rows.
    /// </summary>
    SmallTables,
}

/// <summary>Cuts what a source was parsed into into slices.</summary>
internal static class Slices
{
    /// <summary>2,000 rows: some 20 batches; at 5,000 request units a second some 4 s.</summary>
    public const int RowsMax = 2_000;

    /// <summary>128 chunks: one or two requests of an embedding service, and 2 MB of vectors.</summary>
    private const int ChunksMax = 128;

    /// <summary>99 sections fit with the document item into one batch, and need no activity of their own.</summary>
    private const int SectionsWithDocumentMax = 99;

    /// <summary>100 rows are one batch; tables of so few share an activity.</summary>
    private const int SmallTableRowsMax = 100;

    /// <summary>500 sections of at most <see cref="SectionSplit.TextCharsMax"/> characters.</summary>
    private const int SectionsMax = 500;

    /// <summary>What is left to be written when the document item is.</summary>
    public static IReadOnlyList<Slice> Of(ParsedSource parsed, int sections) =>
    [
        .. Cut(SliceKind.Chunks, null, parsed.Chunks.Count, ChunksMax),
        .. sections > SectionsWithDocumentMax ? Cut(SliceKind.Sections, null, sections, SectionsMax) : [],
        .. CutTables(parsed.Tables),
    ];

    /// <summary>The sections that are written with the document item: all or none.</summary>
    public static Slice? WithDocument(int sections) =>
        sections is > 0 and <= SectionsWithDocumentMax ? new(SliceKind.Sections, null, 0, sections) : null;

    /// <summary>The tables of a slice of small ones.</summary>
    public static IEnumerable<ExtractedTable> TablesOf(ParsedSource parsed, Slice slice)
    {
        int rows = 0;
        for (int index = slice.From; rows < slice.Count; index++)
        {
            yield return parsed.Tables[index];
            rows += parsed.Tables[index].Rows.Count;
        }
    }

    private static IEnumerable<Slice> CutTables(IReadOnlyList<ExtractedTable> tables)
    {
        int from = 0;
        int rows = 0;
        for (int index = 0; index < tables.Count; index++)
        {
            ExtractedTable table = tables[index];
            bool isSmall = table.Streamed is null && table.Rows.Count <= SmallTableRowsMax;
            if (rows > 0 && (!isSmall || rows + table.Rows.Count > RowsMax))
            {
                yield return new(SliceKind.SmallTables, null, from, rows);
                rows = 0;
            }

            if (isSmall)
            {
                if (rows == 0) from = index;
                rows += table.Rows.Count;
                continue;
            }

            foreach (Slice slice in table.Streamed is { } streamed
                ? Cut(table.Name, streamed)
                : Cut(SliceKind.Rows, table.Name, table.Rows.Count, RowsMax)) yield return slice;
        }

        if (rows > 0) yield return new(SliceKind.SmallTables, null, from, rows);
    }

    /// <summary>
    /// From position to position: at most <see cref="RowPositions.CountMax"/>, however many rows there are.
    /// </summary>
    private static IEnumerable<Slice> Cut(string table, StreamedRows rows)
    {
        for (int index = 0; index < rows.Positions.Count; index++)
        {
            int from = rows.Positions[index].Row;
            int to = index + 1 < rows.Positions.Count ? rows.Positions[index + 1].Row : rows.Count;
            yield return new(SliceKind.StreamedRows, table, from, to - from);
        }
    }

    private static IEnumerable<Slice> Cut(SliceKind kind, string? table, int count, int max)
    {
        for (int from = 0; from < count; from += max) yield return new(kind, table, from, Math.Min(max, count - from));
    }
}
