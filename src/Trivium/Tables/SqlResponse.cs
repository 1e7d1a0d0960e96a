using System.Text.Json;

namespace Trivium.Tables;

/// <summary>What <c>POST /v1/sql</c> answers.</summary>
/// <param name="Columns">The columns, in the order of the query.</param>
/// <param name="Rows">Objects with every column in that order; null where a row has no value.</param>
/// <param name="Continuation">Send it back for the next page; absent on the last.</param>
/// <param name="RequestUnits">What the store charged for this page, in request units.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
public sealed record SqlResponse(
    IReadOnlyList<SqlColumn> Columns,
    IReadOnlyList<JsonElement> Rows,
    string? Continuation,
    double RequestUnits,
    long TookMs);

/// <summary>A column of an answer.</summary>
/// <param name="Name">
/// Its name: what AS says, else the column's, else the function's in lower case, else <c>column_1</c>, <c>column_2</c>
/// by position.
/// </param>
/// <param name="Type">
/// As in <see cref="ColumnDescription"/>. Of an expression it is what the values of this page are, <c>json</c> where
/// there are none.
/// </param>
public sealed record SqlColumn(string Name, string Type);
