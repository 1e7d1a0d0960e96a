namespace Trivium.Extraction.Markdown;

/// <summary>Markdown.</summary>
internal sealed class MarkdownFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/markdown", "text/x-markdown"];

    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    protected override void Validate(string text, CancellationToken cancellationToken) => FrontMatter.Split(text);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        MarkdownExtraction.Extract(text, hints, cancellationToken);
}
