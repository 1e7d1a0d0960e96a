using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// The pass over a JSON source. An array is a table, its objects the rows (other values become a column <c>item</c>), and
/// is read element by element. Anything else is read as a whole.
/// </summary>
internal sealed class JsonScan(Encoding encoding, TextPosition start, RowKeeping keeping) : ITableScan
{
    /// <summary>32 Mi characters: parsed they take some 300 MB.</summary>
    private const int WholeCharsMax = 32 * 1024 * 1024;

    private readonly StreamedText text = new(encoding, start);
    private readonly JsonArrayReader reader = new();
    private JsonTableScan? table;
    private JsonPlace place = JsonPlace.Start;
    private JsonValueKind? firstKind;
    private JsonElement? whole;
    private bool isBlank = true;

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        text.Feed(bytes, isLast);
        if (isBlank)
        {
            Consume(text.Span.IndexOfAnyExcept(" \t\r\n") is >= 0 and var begin ? begin : text.Span.Length);
            isBlank = text.Span.IsEmpty;
            if (!isBlank && text.Span[0] == '[')
                table = new(encoding, text, keeping);
        }

        if (table is not null)
            ReadElements(table);
        else if (text.Span.Length > WholeCharsMax)
            throw ContentException.ForInvalid(
                $"The source is a JSON value other than an array, of more than {WholeCharsMax} characters. "
                + "Send its arrays by themselves, or as JSON Lines.");
        else if (isLast && !isBlank)
            whole = JsonText.Parse(text.Span, JsonText.DepthMax, place);
        if (whole is { } value)
            JsonDocumentExtraction.Check(value);
    }

    public ExtractedDocument Complete(ExtractionHints hints) =>
        table is not null ? table.Complete(hints)
        : whole is { } value ? JsonDocumentExtraction.Extract(value, hints)
        : new ExtractedDocument { Title = hints.Title, Language = LanguageDetection.Undetermined };

    /// <summary>An element as a row: a value that is no object becomes one.</summary>
    public static JsonElement RowOf(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element
        : JsonElement.Parse($$"""{"item":{{element.GetRawText()}}}""", JsonText.Options);

    private void ReadElements(JsonTableScan rows)
    {
        while (true)
        {
            var found = reader.TryFind(text.Span, text.IsLast, place, out var before);
            Consume(before);
            if (!found || !reader.TryMeasure(text.Span, text.IsLast, place, rows.Rows, out var length))
                return;
            TableLimits.RequireRows(rows.Rows + 1, "The array");
            rows.Mark(place.Line);

            // The array is a level itself.
            var element = JsonText.Parse(text.Span[..length], JsonText.DepthMax - 1, place);
            RequireAlike(element.ValueKind, rows.Rows);
            rows.Take(RowOf(element), length);
            Consume(length);
        }
    }

    private void RequireAlike(JsonValueKind kind, int index)
    {
        firstKind ??= kind;
        if ((kind == JsonValueKind.Object) != (firstKind == JsonValueKind.Object))
            throw ContentException.ForInvalid(
                $"Element {index} (from 0) of the array is a JSON {JsonText.Describe(kind)}, element 0 is a JSON "
                + $"{JsonText.Describe(firstKind.Value)}; objects and other values cannot be rows of one table. "
                + "Make all of them objects.");
    }

    private void Consume(int count)
    {
        place = place.After(text.Span[..count]);
        text.Consume(count);
    }
}
