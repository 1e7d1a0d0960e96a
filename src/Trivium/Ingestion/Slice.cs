using System.Globalization;
using System.Text.Json.Serialization;
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
}

/// <summary>Cuts what a source was parsed into into slices.</summary>
internal static class Slices
{
    /// <summary>2,000 rows: some 20 batches; at 5,000 request units a second some 4 s.</summary>
    public const int RowsMax = 2_000;

    /// <summary>128 chunks: one or two requests of an embedding service, and 2 MB of vectors.</summary>
    private const int ChunksMax = 128;

    /// <summary>500 sections of at most <see cref="SectionSplit.TextCharsMax"/> characters.</summary>
    private const int SectionsMax = 500;

    public static IReadOnlyList<Slice> Of(ParsedSource parsed, int sections) =>
    [
        .. Cut(SliceKind.Chunks, null, parsed.Chunks.Count, ChunksMax),
        .. Cut(SliceKind.Sections, null, sections, SectionsMax),
        .. parsed.Tables.SelectMany(table => table.Streamed is { } streamed
            ? Cut(table.Name, streamed)
            : Cut(SliceKind.Rows, table.Name, table.Rows.Count, RowsMax)),
    ];

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
