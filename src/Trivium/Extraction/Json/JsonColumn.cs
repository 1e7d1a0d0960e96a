using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>What is known of the values of a property over all objects of a table.</summary>
internal sealed class JsonColumn
{
    public const string Mixed = "json";

    /// <summary>64 Ki characters: an example that is longer shows nothing that a shorter one does not.</summary>
    private const int ExampleCharsMax = 64 * 1024;

    private string? type;
    private int lastRow = -1;
    private bool isExampleChosen;
    private JsonElement? example;

    /// <summary>In how many rows there is a value.</summary>
    public int Filled { get; private set; }

    public void Survey(JsonElement value, int row)
    {
        if (row != lastRow)
            Filled++;
        lastRow = row;
        if (!isExampleChosen)
            Keep(value);
        type = Join(type, TypeOf(value));
    }

    /// <summary>Takes in rows whose values are JSON of any shape and not here any more.</summary>
    public void Absorb(int filled)
    {
        Filled += filled;
        type = Mixed;
    }

    public TableColumn Describe(string name, string label, int rows) =>
        new(name, label, type ?? CellTypes.NameOf(CellType.String), Filled < rows, example);

    private void Keep(JsonElement value)
    {
        isExampleChosen = true;

        // A value holds on to the whole row that it is in.
        var text = value.GetRawText();
        if (text.Length <= ExampleCharsMax)
            example = JsonElement.Parse(text, JsonText.Options);
    }

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
