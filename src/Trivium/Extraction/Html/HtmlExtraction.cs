using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Trivium.Extraction.Html;

/// <summary>
/// HTML: title, sections by heading, tables with a header, links; of the main content where the page marks it.
/// </summary>
internal static class HtmlExtraction
{
    public static ExtractedDocument Extract(string text, ExtractionHints hints, CancellationToken cancellationToken)
    {
        HtmlNesting.RequireShallow(text);
        using var page = new HtmlParser().ParseDocument(text);
        cancellationToken.ThrowIfCancellationRequested();
        var title = HtmlWhitespace.Collapse(page.Title ?? "");
        var content = new HtmlContent(hints, title);
        if ((page.QuerySelector("main, [role=main]") ?? page.Body) is { } body)
            content.Read(body, cancellationToken);
        var sections = content.Sections;
        return new ExtractedDocument
        {
            Title = hints.Title ?? (title.Length > 0 ? title : null)
                ?? sections.FirstOrDefault(section => section.Heading is not null)?.Heading,
            Language = LanguageDetection.FromTag(page.DocumentElement.GetAttribute("lang"))
                ?? LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Tags = Keywords(page),
            Sections = sections,
            Tables = content.Tables,
            Links = content.Links,
        };
    }

    private static List<string> Keywords(IDocument page) =>
        [.. (page.QuerySelector("meta[name=keywords]")?.GetAttribute("content") ?? "").Split(',', '、')
            .Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
}
