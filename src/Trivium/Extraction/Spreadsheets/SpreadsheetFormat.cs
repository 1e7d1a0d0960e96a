using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Trivium.Extraction.Office;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Spreadsheets;

/// <summary>Workbooks (XLSX): every visible sheet with cells is a table.</summary>
internal sealed class SpreadsheetFormat : BinaryFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } =
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    public override IReadOnlyList<string> Extensions { get; } = [".xlsx"];

    protected override ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken) =>
        OfficePackage.Read(
            source,
            "XLSX",
            (stream, settings) => SpreadsheetDocument.Open(stream, false, settings),
            package => Read(package, hints, cancellationToken),
            cancellationToken);

    private static ExtractedDocument Read(
        SpreadsheetDocument package, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var workbook = package.WorkbookPart ?? throw new InvalidDataException("It has no workbook part");
        var cells = new CellTexts(workbook, cancellationToken);
        var names = new TableNames();
        var tables = new List<ExtractedTable>();
        foreach (var sheet in workbook.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.State?.Value is SheetStateValues.Hidden or SheetStateValues.VeryHidden
                || sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart part)
                continue;
            var label = sheet.Name?.Value ?? "";
            var rows = SheetRows.Of(part, cells, label, cancellationToken);
            if (SheetTable.Of(rows) is { } grid)
                tables.Add(CellTable.Create(
                    names.Next(label, TableNames.FromFile(hints.FileName)), grid.Header, grid.Rows, null));
        }

        var properties = OfficeProperties.Of(package);
        return new ExtractedDocument
        {
            Title = hints.Title ?? properties.Title,
            Language = LanguageDetection.Detect(tables.SelectMany(TextsOf)),
            Tags = properties.Tags,
            Metadata = properties.Metadata,
            Tables = tables,
        };
    }

    private static IEnumerable<string> TextsOf(ExtractedTable table) =>
        table.Columns.Select(column => column.Label).Concat(
            table.Rows.Take(100).SelectMany(row => row.Values).Select(value => value.ToString()));
}
