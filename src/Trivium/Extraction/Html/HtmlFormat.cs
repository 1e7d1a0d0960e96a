using System.Text;

namespace Trivium.Extraction.Html;

/// <summary>HTML and XHTML.</summary>
internal sealed class HtmlFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/html", "application/xhtml+xml"];

    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm", ".xhtml"];

    protected override string Decode(ReadOnlyMemory<byte> source, Encoding? charset) =>
        base.Decode(source, charset ?? HtmlCharset.Declared(source.Span));

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        HtmlNesting.RequireShallow(text);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        HtmlExtraction.Extract(text, hints, cancellationToken);
}
