using System.Text;
using System.Text.Json;
using Trivium.Extraction.Streaming;

namespace Trivium.Extraction.Json;

/// <summary>JSON Lines, also called NDJSON: one object a line.</summary>
internal sealed class JsonLinesFormat : StreamedFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public override IReadOnlyList<string> Extensions { get; } = [".ndjson", ".jsonl"];

    public override bool DetectsCharset => false;

    public override ITableScan Scan(Encoding encoding, TextPosition start, RowKeeping keeping) =>
        new JsonLinesScan(encoding, start, keeping);

    public override IRowReader ReadRows(JsonElement layout, Encoding encoding, TextPosition start) =>
        new JsonLinesRows(LayoutJson.Read<IReadOnlyList<JsonLayoutColumn>>(layout), encoding, start);
}
