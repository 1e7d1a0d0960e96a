using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>What a pass over the rows of one JSON table finds out.</summary>
internal sealed class JsonTableScan(Encoding encoding, StreamedText text, RowKeeping keeping)
{
    private readonly JsonSurvey survey = new();
    private readonly RowPositions positions = new();
    private readonly List<JsonElement> kept = [];
    private readonly LanguageSample language = new();

    public int Rows => survey.Rows;

    /// <summary>Notes that the next row begins where the text does.</summary>
    public void Mark(int line) => positions.Add(survey.Rows, text, line);

    /// <summary>Takes in a row.</summary>
    public void Take(JsonElement row, int chars)
    {
        if (kept.Count == survey.Rows && keeping.Keeps(survey.Rows, chars))
        {
            kept.Add(row);
            language.AddRow(Texts(row));
        }

        survey.Add(row);
    }

    public ExtractedDocument Complete(ExtractionHints hints)
    {
        if (survey.Rows == 0)
            return new ExtractedDocument { Title = hints.Title, Language = LanguageDetection.Undetermined };
        var (layout, columns) = survey.Complete();
        var head = new JsonTable(kept, layout);
        var isWhole = kept.Count == survey.Rows;
        var table = new ExtractedTable
        {
            Name = new TableNames().Next(TableNames.FromFile(hints.FileName), hints.Title),
            Columns = columns,
            Rows = isWhole ? head : new HeadRows(head, survey.Rows),
            Streamed = isWhole
                ? null
                : new(encoding.WebName, LayoutJson.Of(layout), positions.Complete(), survey.Rows),
        };
        return new ExtractedDocument { Title = hints.Title, Language = language.Detect(), Tables = [table] };
    }

    /// <summary>The texts in a value at any depth.</summary>
    public static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
