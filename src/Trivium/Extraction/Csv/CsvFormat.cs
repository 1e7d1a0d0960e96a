namespace Trivium.Extraction.Csv;

/// <summary>Comma-separated values, whatever the comma is.</summary>
internal sealed class CsvFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/csv"];

    public override IReadOnlyList<string> Extensions { get; } = [".csv"];

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        CsvExtraction.Validate(text, tabSeparated: false, cancellationToken);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        CsvExtraction.Extract(text, tabSeparated: false, hints, cancellationToken);
}
