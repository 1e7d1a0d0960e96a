using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>The pass over JSON Lines: every line that is not empty is an object, and a row of the one table.</summary>
internal sealed class JsonLinesScan : ITableScan
{
    private readonly StreamedText text;
    private readonly JsonTableScan table;
    private int line = 1;

    public JsonLinesScan(Encoding encoding, TextPosition start, RowKeeping keeping)
    {
        text = new(encoding, start);
        table = new(encoding, text, keeping);
    }

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        text.Feed(bytes, isLast);
        while (JsonLine.TryRead(text.Span, text.IsLast, line, out var length))
        {
            Take(text.Span[..length]);
            text.Consume(Math.Min(length + 1, text.Span.Length));
            line++;
        }
    }

    public ExtractedDocument Complete(ExtractionHints hints) => table.Complete(hints);

    private void Take(ReadOnlySpan<char> row)
    {
        if (row.IsWhiteSpace())
            return;
        TableLimits.RequireRowChars(row.Length, $"Line {line}");
        table.Mark(line);
        var value = ObjectOf(row);
        TableLimits.RequireRows(table.Rows + 1, "The file");
        table.Take(value, row.Length);
    }

    private JsonElement ObjectOf(ReadOnlySpan<char> row)
    {
        JsonElement value;
        try
        {
            value = JsonElement.Parse(row, JsonText.Options);
        }
        catch (JsonException exception)
        {
            throw ContentException.ForInvalid(
                $"Line {line} is not JSON (byte {exception.BytePositionInLine + 1} of it), or nests deeper than "
                + $"{JsonText.DepthMax} levels. Each line must hold one whole object.",
                exception);
        }

        JsonText.RequireText(row, value, line);
        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw ContentException.ForInvalid(
                $"Line {line} is a JSON {JsonText.Describe(value.ValueKind)}; each line must be an object. "
                + "Wrap it in one.");
    }
}

/// <summary>The lines of a source that comes in piece by piece.</summary>
internal static class JsonLine
{
    /// <summary>
    /// The length of the line that the text begins with, without its line feed; false where it is not all there.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, bool isLast, int line, out int length)
    {
        // Line feeds alone: the other line ends of Unicode may stand in a string as they are.
        length = text.IndexOf('\n');
        if (length >= 0)
            return true;
        if (text.Length > TableLimits.RowCharsMax && !isLast)
            TableLimits.RequireRowChars(TableLimits.RowCharsMax + 1, $"Line {line}");
        length = text.Length;
        return isLast && length > 0;
    }
}
