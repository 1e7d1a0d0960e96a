namespace Trivium.Extraction.PlainText;

/// <summary>Plain text.</summary>
internal sealed class PlainTextFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/plain"];

    public override IReadOnlyList<string> Extensions { get; } = [".txt", ".text", ".log"];

    /// <summary>Whatever could be decoded is plain text.</summary>
    protected override void Validate(string text, CancellationToken cancellationToken)
    {
    }

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        PlainTextExtraction.Extract(text, hints);
}
