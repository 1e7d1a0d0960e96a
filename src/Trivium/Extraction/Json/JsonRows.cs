using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;

namespace Trivium.Extraction.Json;

/// <summary>Reads the elements of an array from one of them on.</summary>
internal sealed class JsonArrayRows(IReadOnlyList<JsonLayoutColumn> layout, Encoding encoding, TextPosition start)
    : IRowReader
{
    private readonly StreamedText text = new(encoding, start);
    private readonly JsonArrayReader reader = new(atElement: true);
    private readonly JsonRow rows = new(layout);

    public long CharsRead => text.Consumed;

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast) => text.Feed(bytes, isLast);

    public bool TryRead(out IReadOnlyDictionary<string, JsonElement> row)
    {
        row = null!;
        if (text.Span.IsEmpty)
            return false;
        var found = reader.TryFind(text.Span, text.IsLast, JsonPlace.Start, out var before);
        text.Consume(before);
        if (!found || !reader.TryMeasure(text.Span, text.IsLast, JsonPlace.Start, 0, out var length))
            return false;
        var element = JsonElement.Parse(text.Span[..length], JsonText.Options);
        text.Consume(length);
        row = rows.Of(JsonScan.RowOf(element));
        return true;
    }
}

/// <summary>Reads the lines of JSON Lines from one of them on.</summary>
internal sealed class JsonLinesRows(IReadOnlyList<JsonLayoutColumn> layout, Encoding encoding, TextPosition start)
    : IRowReader
{
    private readonly StreamedText text = new(encoding, start);
    private readonly JsonRow rows = new(layout);

    public long CharsRead => text.Consumed;

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast) => text.Feed(bytes, isLast);

    public bool TryRead(out IReadOnlyDictionary<string, JsonElement> row)
    {
        row = null!;
        while (JsonLine.TryRead(text.Span, text.IsLast, 0, out var length))
        {
            var line = text.Span[..length];
            if (!line.IsWhiteSpace())
                row = rows.Of(JsonElement.Parse(line, JsonText.Options));
            text.Consume(Math.Min(length + 1, text.Span.Length));
            if (row is not null)
                return true;
        }

        return false;
    }
}
