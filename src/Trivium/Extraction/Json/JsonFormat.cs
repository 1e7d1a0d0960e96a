using System.Text;

namespace Trivium.Extraction.Json;

/// <summary>JSON.</summary>
internal sealed class JsonFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <summary>JSON is Unicode (RFC 8259, 8.1): there is nothing to guess.</summary>
    protected override string Decode(ReadOnlyMemory<byte> source, Encoding? charset) =>
        SourceText.DecodeUnicode(source.Span, charset);

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        JsonExtraction.Validate(text, cancellationToken);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        JsonExtraction.Extract(text, hints, cancellationToken);
}
