using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;

namespace Trivium.Extraction.Csv;

/// <summary>Comma-separated values, whatever the comma is.</summary>
internal class CsvFormat : StreamedFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/csv"];

    public override IReadOnlyList<string> Extensions { get; } = [".csv"];

    public override bool DetectsCharset => true;

    /// <summary>What separates fields; null: that is to be found out.</summary>
    protected virtual char? Delimiter => null;

    public override ITableScan Scan(Encoding encoding, TextPosition start, RowKeeping keeping) =>
        new CsvScan(Delimiter, encoding, start, keeping);

    public override IRowReader ReadRows(JsonElement layout, Encoding encoding, TextPosition start) =>
        new CsvRows(LayoutJson.Read<CsvRowsLayout>(layout), encoding, start);
}
