namespace Trivium.Extraction.Csv;

/// <summary>Tab-separated values.</summary>
internal sealed class TabSeparatedFormat : CsvFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["text/tab-separated-values"];

    public override IReadOnlyList<string> Extensions { get; } = [".tsv", ".tab"];

    protected override char? Delimiter => '\t';
}
