using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>JSON Lines: every line that is not empty is an object, and a row of the one table.</summary>
internal static class JsonLinesExtraction
{
    public static ExtractedDocument Extract(string text, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var rows = Rows(text, cancellationToken);
        List<ExtractedTable> tables = rows.Count == 0
            ? []
            : [JsonTable.Create(new TableNames().Next(TableNames.FromFile(hints.FileName), hints.Title), rows)];
        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = LanguageDetection.Detect(tables.SelectMany(JsonExtraction.Sample)),
            Tables = tables,
        };
    }

    private static List<IReadOnlyList<JsonProperty>> Rows(string text, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<JsonProperty>>();
        var number = 0;
        var start = 0;
        while (start < text.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;

            // Line feeds alone: the other line ends of Unicode may stand in a string as they are.
            var length = text.AsSpan(start).IndexOf('\n');
            var line = text.AsMemory(start, length < 0 ? text.Length - start : length);
            start += line.Length + 1;
            if (line.Span.IsWhiteSpace())
                continue;
            TableLimits.RequireRowChars(line.Length, $"Line {number}");
            rows.Add([.. ObjectOf(line, number).EnumerateObject()]);
            TableLimits.RequireRows(rows.Count, "The file");
        }

        return rows;
    }

    private static JsonElement ObjectOf(ReadOnlyMemory<char> line, int number)
    {
        JsonElement value;
        try
        {
            value = JsonElement.Parse(line.Span, JsonExtraction.Options);
        }
        catch (JsonException exception)
        {
            throw ContentException.ForInvalid(
                $"Line {number} is not JSON (byte {exception.BytePositionInLine + 1} of it), or nests deeper than "
                + $"{JsonExtraction.DepthMax} levels. Each line must hold one whole object.",
                exception);
        }

        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw ContentException.ForInvalid(
                $"Line {number} is a JSON {JsonExtraction.Describe(value)}; each line must be an object. Wrap it in one.");
    }
}
