namespace Trivium.Extraction.Html;

/// <summary>HTML and XHTML.</summary>
internal sealed class HtmlFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/html", "application/xhtml+xml"];

    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm", ".xhtml"];

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        HtmlNesting.RequireShallow(text);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        HtmlExtraction.Extract(text, hints, cancellationToken);
}
