using System.Text.Json;
using Trivium.Extraction.Streaming;

namespace Trivium.Extraction;

/// <summary>A table found in a document.</summary>
public sealed record ExtractedTable
{
    /// <summary>
    /// What follows FROM: lower-case letters, digits, underscores; at most 63 characters; no word of the SQL dialect.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The columns in the order of the source.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>
    /// The rows, by column name. A gap (empty cell, missing property) is absent. Rows are made when asked for: each
    /// access makes a new dictionary, so that a million rows do not have to be in memory as objects.
    /// </summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Rows { get; init; }

    /// <summary>The section whose text contains the rows already; null where the table is not in any section.</summary>
    public int? SectionIndex { get; init; }

    /// <summary>
    /// How the rows are read from the source; null where all of them are in <see cref="Rows"/>, which else has the first
    /// ones only.
    /// </summary>
    internal StreamedRows? Streamed { get; init; }
}

/// <summary>A column of an <see cref="ExtractedTable"/>.</summary>
/// <param name="Name">An identifier of letters, digits and underscores; the property of the row.</param>
/// <param name="Label">The header as it was written.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>datetime</c>, <c>string</c> or
/// <c>json</c>.</param>
/// <param name="Nullable">True where some row has no value.</param>
/// <param name="Example">The first value; null when there is none.</param>
public sealed record TableColumn(string Name, string Label, string Type, bool Nullable, JsonElement? Example);
