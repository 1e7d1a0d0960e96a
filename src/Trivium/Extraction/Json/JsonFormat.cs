using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;

namespace Trivium.Extraction.Json;

/// <summary>JSON.</summary>
internal sealed class JsonFormat : StreamedFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <summary>JSON is Unicode (RFC 8259, 8.1): there is nothing to guess.</summary>
    public override bool DetectsCharset => false;

    public override ITableScan Scan(Encoding encoding, TextPosition start, RowKeeping keeping) =>
        new JsonScan(encoding, start, keeping);

    public override IRowReader ReadRows(JsonElement layout, Encoding encoding, TextPosition start) =>
        new JsonArrayRows(LayoutJson.Read<IReadOnlyList<JsonLayoutColumn>>(layout), encoding, start);
}
