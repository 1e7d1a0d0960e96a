using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Csv;

/// <summary>What is known of a CSV source once it was read: how it is written and what its columns are.</summary>
internal sealed record CsvRowsLayout(CsvDialect Dialect, IReadOnlyList<CellColumn> Columns);

/// <summary>Reads rows of a CSV source from one of them on.</summary>
internal sealed class CsvRows(CsvRowsLayout layout, Encoding encoding, TextPosition start) : IRowReader
{
    private readonly StreamedText text = new(encoding, start);
    private readonly CsvReader reader = new(layout.Dialect, start.Line);
    private readonly CellRow cells = new();

    public long CharsRead => text.Consumed;

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast) => text.Feed(bytes, isLast);

    public bool TryRead(out IReadOnlyDictionary<string, JsonElement> row)
    {
        row = null!;
        var found = reader.TryRead(text.Span, text.IsLast, out var consumed);
        if (found)
        {
            foreach (var column in layout.Columns)
            {
                if (column.Index < reader.FieldCount)
                    cells.Add(column, reader.Field(text.Span, column.Index));
            }

            row = cells.Complete();
        }

        text.Consume(consumed);
        return found;
    }
}
