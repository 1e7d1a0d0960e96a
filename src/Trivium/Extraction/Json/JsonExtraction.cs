using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// JSON: an array is a table, its objects the rows (scalars become a column <c>item</c>). Of a single object every
/// property that is an array of objects is a table of that name, and the rest is a table of one row.
/// </summary>
internal static class JsonExtraction
{
    /// <summary>64 levels, the reader's own default: data nests a handful.</summary>
    public const int DepthMax = 64;

    public static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    public static ExtractedDocument Extract(string text, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var tables = string.IsNullOrWhiteSpace(text) ? [] : Tables(Parse(text), hints, cancellationToken);
        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = LanguageDetection.Detect(tables.SelectMany(Sample)),
            Tables = tables,
        };
    }

    public static void Validate(string text, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(text))
            Tables(Parse(text), ExtractionHints.None, cancellationToken);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, Options);
        }
        catch (JsonException exception)
        {
            throw ContentException.ForInvalid(
                $"The source is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} "
                + $"of it), or nests deeper than {DepthMax} levels. Correct it there; for one object per line "
                + "the content type is application/x-ndjson.",
                exception);
        }
    }

    private static List<ExtractedTable> Tables(
        JsonElement root, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var names = new TableNames();
        var fileName = TableNames.FromFile(hints.FileName);
        if (root.ValueKind == JsonValueKind.Array)
            return root.GetArrayLength() == 0
                ? []
                : [JsonTable.Create(names.Next(fileName, hints.Title), Rows(root, cancellationToken))];
        if (root.ValueKind != JsonValueKind.Object)
            throw ContentException.ForInvalid(
                $"The source is a JSON {Describe(root)}; it must be an array of objects, or an object. "
                + "Wrap it in one.");

        var tables = new List<ExtractedTable>();
        var rest = new List<JsonProperty>();
        foreach (var property in root.EnumerateObject())
        {
            if (IsTable(property.Value))
                tables.Add(JsonTable.Create(names.Next(property.Name), Rows(property.Value, cancellationToken)));
            else
                rest.Add(property);
        }

        if (rest.Count > 0)
            tables.Insert(0, JsonTable.Create(names.Next(fileName, hints.Title), [rest]));
        return tables;
    }

    private static bool IsTable(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static List<IReadOnlyList<JsonProperty>> Rows(JsonElement array, CancellationToken cancellationToken)
    {
        TableLimits.RequireRows(array.GetArrayLength(), "The array");
        var first = array[0].ValueKind;
        var rows = new List<IReadOnlyList<JsonProperty>>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((item.ValueKind == JsonValueKind.Object) != (first == JsonValueKind.Object))
                throw ContentException.ForInvalid(
                    $"Element {rows.Count} (from 0) of the array is a JSON {Describe(item)}, element 0 is a JSON "
                    + $"{Describe(array[0])}; objects and other values cannot be rows of one table. "
                    + "Make all of them objects.");
            TableLimits.RequireRowChars(item.GetRawText().Length, $"Element {rows.Count} (from 0) of the array");
            rows.Add(item.ValueKind == JsonValueKind.Object ? [.. item.EnumerateObject()] : [Wrapped(item)]);
        }

        return rows;
    }

    private static JsonProperty Wrapped(JsonElement scalar) =>
        JsonElement.Parse($$"""{"item":{{scalar.GetRawText()}}}""", Options).EnumerateObject().First();

    public static IEnumerable<string> Sample(ExtractedTable table) =>
        table.Rows.Take(100).SelectMany(row => row.Values)
            .Where(value => value.ValueKind == JsonValueKind.String)
            .Select(value => value.GetString()!);

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
