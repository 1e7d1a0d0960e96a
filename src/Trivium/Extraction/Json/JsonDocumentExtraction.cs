using System.Globalization;
using System.Text.Json;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// JSON that is no array. Every property that is an array of objects, at any depth of objects, is a table of its name;
/// what else there is reads as text, a section for each object, and is a table of one row too.
/// </summary>
internal sealed class JsonDocumentExtraction
{
    /// <summary>200 characters: a longer text is a paragraph rather than a field.</summary>
    private const int FieldCharsMax = 200;

    /// <summary>6, as in HTML: deeper objects have headings of the last level.</summary>
    private const int LevelMax = 6;

    private readonly SectionWriter sections = new();
    private readonly List<(string Name, string Path, List<JsonElement> Rows)> arrays = [];

    /// <summary>Finds what extraction would refuse.</summary>
    public static void Check(JsonElement root) => new JsonDocumentExtraction().Read(root);

    public static ExtractedDocument Extract(JsonElement root, ExtractionHints hints) =>
        new JsonDocumentExtraction().Document(root, hints);

    private ExtractedDocument Document(JsonElement root, ExtractionHints hints)
    {
        var rest = Read(root);
        var written = sections.Complete();
        var names = new TableNames();
        List<ExtractedTable> tables =
            [.. arrays.Select(array => JsonTable.Create(names.Next(array.Name, array.Path), array.Rows, null))];
        var name = names.Next(TableNames.FromFile(hints.FileName), hints.Title);
        if (rest is { } row && TableOf(name, row, written.Count > 0 ? 0 : null) is { } table)
            tables.Insert(0, table);

        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = LanguageDetection.Detect(written.SelectMany(LanguageDetection.TextsOf).Concat(
                arrays.SelectMany(array => array.Rows.Take(100)).SelectMany(JsonTableScan.Texts))),
            Sections = written,
            Tables = tables,
        };
    }

    /// <summary>Collects texts and tables; what is left of an object without its tables.</summary>
    private JsonElement? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            sections.AddBlock(root.ToString());
            return null;
        }

        var kept = Walk(root, 0, "");
        var rest = JsonSerializer.SerializeToElement(kept, LayoutJson.Relaxed);
        foreach (var array in arrays)
            JsonTable.Create(array.Name, array.Rows, null);
        return rest;
    }

    /// <summary>
    /// The table of one row; null where it would be empty or too large for one: it is there as text anyway.
    /// </summary>
    private static ExtractedTable? TableOf(string name, JsonElement row, int? section)
    {
        if (row.GetPropertyCount() == 0 || row.GetRawText().Length > TableLimits.RowCharsMax)
            return null;
        try
        {
            return JsonTable.Create(name, [row], section);
        }
        catch (ContentException)
        {
            return null;
        }
    }

    private Dictionary<string, object?> Walk(JsonElement value, int level, string path)
    {
        var kept = new Dictionary<string, object?>(StringComparer.Ordinal);
        var nested = new List<JsonProperty>();
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
                nested.Add(property);
            else if (IsTable(property.Value) && arrays.Count < TableLimits.TablesMax - 1)
                arrays.Add((property.Name, path + property.Name, RowsOf(property)));
            else
                AddField(property, kept);
        }

        foreach (var property in value.EnumerateObject().Where(property => IsLongText(property.Value)))
        {
            sections.StartSection(Math.Min(level + 1, LevelMax), property.Name);
            sections.AddBlock(property.Value.GetString());
        }

        foreach (var property in nested)
        {
            sections.StartSection(Math.Min(level + 1, LevelMax), property.Name);
            if (Walk(property.Value, level + 1, $"{path}{property.Name} ") is { Count: > 0 } inner)
                kept[property.Name] = inner;
        }

        return kept;
    }

    private void AddField(JsonProperty property, Dictionary<string, object?> kept)
    {
        kept[property.Name] = property.Value;
        if (property.Value.ValueKind != JsonValueKind.Null && !IsLongText(property.Value))
            sections.AddItem($"{property.Name}: {TextOf(property.Value)}");
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(item => item.ToString()))
        : value.ToString();

    private static bool IsLongText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text
        && (text.Length > FieldCharsMax || text.Contains('\n', StringComparison.Ordinal));

    private static bool IsTable(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static List<JsonElement> RowsOf(JsonProperty array)
    {
        TableLimits.RequireRows(array.Value.GetArrayLength(), $"The array '{array.Name}'");
        var rows = new List<JsonElement>(array.Value.GetArrayLength());
        foreach (var item in array.Value.EnumerateArray())
        {
            TableLimits.RequireRowChars(
                item.GetRawText().Length,
                string.Create(
                    CultureInfo.InvariantCulture, $"Element {rows.Count} (from 0) of the array '{array.Name}'"));
            rows.Add(item);
        }

        return rows;
    }
}
