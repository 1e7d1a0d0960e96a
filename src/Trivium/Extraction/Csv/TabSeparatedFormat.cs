namespace Trivium.Extraction.Csv;

/// <summary>Tab-separated values.</summary>
internal sealed class TabSeparatedFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/tab-separated-values"];

    public override IReadOnlyList<string> Extensions { get; } = [".tsv", ".tab"];

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        CsvExtraction.Validate(text, tabSeparated: true, cancellationToken);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        CsvExtraction.Extract(text, tabSeparated: true, hints, cancellationToken);
}
