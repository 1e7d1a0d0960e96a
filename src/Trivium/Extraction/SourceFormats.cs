using Trivium.Extraction.Code;
using Trivium.Extraction.Csv;
using Trivium.Extraction.Html;
using Trivium.Extraction.Json;
using Trivium.Extraction.Markdown;
using Trivium.Extraction.PlainText;

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
        .. CodeLanguages.All.Select(language => new CodeFormat(language)),
    ];
}
