using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>What is known of a property over all objects of a table.</summary>
internal sealed class JsonColumn(string name, string label, int position)
{
    private const string Mixed = "json";
    private string? type;
    private int filled;
    private int lastRow = -1;
    private JsonElement? example;

    public string Name => name;

    /// <summary>From 1, in the order of first appearance.</summary>
    public int Position => position;

    public void Survey(JsonElement value, int row)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if (row != lastRow)
            filled++;
        lastRow = row;
        example ??= value;
        type = Join(type, TypeOf(value));
    }

    public TableColumn Describe(int rows) =>
        new(name, label, type ?? CellTypes.NameOf(CellType.String), filled < rows, example);

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => CellTypes.Of(value.GetString()) switch
        {
            CellType.Date => "date",
            CellType.DateTime => "datetime",
            _ => "string",
        },
        _ => Mixed,
    };

    private static string Join(string? one, string other) => (one, other) switch
    {
        (null, _) => other,
        _ when one == other => one,
        ("integer", "number") or ("number", "integer") => "number",
        ("date", "datetime") or ("datetime", "date") => "datetime",
        ("string" or "date" or "datetime", "string" or "date" or "datetime") => "string",
        _ => Mixed,
    };
}
