using System.Text.Json;

namespace Trivium.Tables;

/// <summary>What <c>GET /v1/tables</c> answers.</summary>
/// <param name="Tables">The tables a query can name, by name.</param>
public sealed record TablesResponse(IReadOnlyList<TableDescription> Tables);

/// <summary>A table over all documents that have one of its name.</summary>
/// <param name="Name">What follows FROM.</param>
/// <param name="Columns">Its columns, in the order of <c>SELECT *</c>.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Documents">How many documents they come from.</param>
public sealed record TableDescription(string Name, IReadOnlyList<ColumnDescription> Columns, long Rows, int Documents);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">
/// <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>datetime</c>, <c>string</c> or <c>json</c> (anything,
/// or of several types).
/// </param>
/// <param name="Nullable">True where some row has no value.</param>
/// <param name="Example">A value, or null when there is none at hand.</param>
public sealed record ColumnDescription(string Name, string Type, bool Nullable, JsonElement? Example);
