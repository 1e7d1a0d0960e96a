using System.Globalization;
using System.Text.Json.Serialization;

namespace Trivium.Ingestion;

/// <summary>
/// A part of an ingestion's writing that ends well within <see cref="Visibility.VisibilityLimits.SliceDeadline"/>.
/// </summary>
/// <param name="Kind">What it writes.</param>
/// <param name="Table">The table; null unless <paramref name="Kind"/> is rows.</param>
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
}

/// <summary>Cuts what a source was parsed into into slices.</summary>
internal static class Slices
{
    /// <summary>2,000 rows: some 20 batches; at 5,000 request units a second some 4 s.</summary>
    private const int RowsMax = 2_000;

    /// <summary>128 chunks: one or two requests of an embedding service, and 2 MB of vectors.</summary>
    private const int ChunksMax = 128;

    /// <summary>500 sections of at most <see cref="SectionSplit.TextCharsMax"/> characters.</summary>
    private const int SectionsMax = 500;

    public static IReadOnlyList<Slice> Of(ParsedSource parsed, int sections) =>
    [
        .. Cut(SliceKind.Chunks, null, parsed.Chunks.Count, ChunksMax),
        .. Cut(SliceKind.Sections, null, sections, SectionsMax),
        .. parsed.Tables.SelectMany(table => Cut(SliceKind.Rows, table.Name, table.Rows.Count, RowsMax)),
    ];

    private static IEnumerable<Slice> Cut(SliceKind kind, string? table, int count, int max)
    {
        for (int from = 0; from < count; from += max) yield return new(kind, table, from, Math.Min(max, count - from));
    }
}
