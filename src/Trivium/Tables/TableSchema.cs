using System.Text.Json;

namespace Trivium.Tables;

/// <summary>A table as found in one document.</summary>
/// <param name="Name">Its name: what follows FROM.</param>
/// <param name="Columns">Its columns in the order of the source.</param>
/// <param name="Rows">How many rows it has in this document.</param>
internal sealed record TableSchema(string Name, IReadOnlyList<ColumnSchema> Columns, int Rows);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name: a property of <see cref="RowItem.Data"/>.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>datetime</c>, <c>string</c> or <c>json</c>.</param>
/// <param name="Nullable">True where some row has no value.</param>
/// <param name="Example">The first value, or null when there is none.</param>
internal sealed record ColumnSchema(string Name, string Type, bool Nullable, JsonElement? Example)
{
    /// <summary>200 characters of JSON: a longer first value is left out, so that a wide table's schema fits its item.</summary>
    public const int ExampleCharsMax = 200;
}
