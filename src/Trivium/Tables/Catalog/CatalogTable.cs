using System.Text.Json;

namespace Trivium.Tables.Catalog;

/// <summary>
/// A table that a query can name: where its items are, and its columns in the order of <c>SELECT *</c>.
/// </summary>
internal sealed record CatalogTable
{
    public required string Name { get; init; }

    public required TableHome Home { get; init; }

    public required IReadOnlyList<CatalogColumn> Columns { get; init; }

    public long Rows { get; init; }

    public int Documents { get; init; }

    public TableDescription Describe() => new(Name, [.. Columns.Select(column => column.Describe())], Rows, Documents);
}

/// <summary>Where the items of a table are.</summary>
internal enum TableHome
{
    /// <summary>Container <c>rows</c>, one item per row.</summary>
    Rows,

    /// <summary>Container <c>documents</c>, the items of kind <c>document</c>.</summary>
    Documents,

    /// <summary>Container <c>chunks</c>.</summary>
    Chunks,
}

/// <summary>A column, and the path to its value in an item of the table.</summary>
internal sealed record CatalogColumn(
    string Name, IReadOnlyList<string> Path, string Type, bool Nullable, JsonElement? Example = null)
{
    /// <summary>Whether the store has a range index on it, without which it does not sort.</summary>
    public bool IsIndexed { get; init; } = true;

    public ColumnDescription Describe() => new(Name, Type, Nullable, Example);
}
