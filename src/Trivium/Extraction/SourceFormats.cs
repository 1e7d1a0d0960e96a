using Trivium.Extraction.Csv;
using Trivium.Extraction.Email;
using Trivium.Extraction.Html;
using Trivium.Extraction.Json;
using Trivium.Extraction.Markdown;
using Trivium.Extraction.Pdf;
using Trivium.Extraction.PlainText;
using Trivium.Extraction.PowerPoint;
using Trivium.Extraction.Spreadsheets;
using Trivium.Extraction.Word;

namespace Trivium.Extraction;

/// <summary>Every format there is. A new one is a class and a line here.</summary>
internal static class SourceFormats
{
    public static IReadOnlyList<ISourceFormat> All { get; } =
    [
        new MarkdownFormat(),
        new HtmlFormat(),
        new PlainTextFormat(),
        new CsvFormat(),
        new TabSeparatedFormat(),
        new JsonFormat(),
        new JsonLinesFormat(),
        new EmailFormat(),
        new WordFormat(),
        new SpreadsheetFormat(),
        new PowerPointFormat(),
        new PdfFormat(),
    ];
}
