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
        var metadata = PageMetadata.Of(page);
        var title = HtmlWhitespace.Collapse(page.Title ?? "");
        var content = Read(MainContent.Of(page, title), hints, title, cancellationToken);
        // A page of nothing but what looks like navigation is an index: then that is its content.
        if (content is { Sections.Count: 0, Tables.Count: 0 } && page.Body is { } body)
            content = Read(new MainContent(body, null, new HashSet<IElement>()), hints, title, cancellationToken);
        var sections = content.Sections;
        return new ExtractedDocument
        {
            Title = hints.Title ?? metadata.Title
                ?? sections.FirstOrDefault(section => section.Heading is not null)?.Heading,
            Language = LanguageDetection.FromTag(metadata.Language)
                ?? LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Tags = metadata.Tags,
            Metadata = metadata.Values,
            Sections = sections,
            Tables = content.Tables,
            Links = content.Links,
        };
    }

    private static HtmlContent Read(
        MainContent main, ExtractionHints hints, string title, CancellationToken cancellationToken)
    {
        var content = new HtmlContent(hints, title, main.LeftOut);
        if (main.Heading is not null)
            content.Read(main.Heading, cancellationToken);
        if (main.Root is not null)
            content.Read(main.Root, cancellationToken);
        return content;
    }
}
