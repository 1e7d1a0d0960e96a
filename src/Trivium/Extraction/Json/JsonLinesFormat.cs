using System.Text;

namespace Trivium.Extraction.Json;

/// <summary>JSON Lines, also called NDJSON: one object a line.</summary>
internal sealed class JsonLinesFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public override IReadOnlyList<string> Extensions { get; } = [".ndjson", ".jsonl"];

    protected override string Decode(ReadOnlyMemory<byte> source, Encoding? charset) =>
        SourceText.DecodeUnicode(source.Span, charset);

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        JsonLinesExtraction.Extract(text, ExtractionHints.None, cancellationToken);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        JsonLinesExtraction.Extract(text, hints, cancellationToken);
}
