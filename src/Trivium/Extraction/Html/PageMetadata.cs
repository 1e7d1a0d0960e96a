using System.Text.Json;
using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// What a page says of itself: JSON-LD first, for it is written for machines, then Open Graph and other meta elements.
/// Dates and names are as the page has them.
/// </summary>
internal sealed record PageMetadata
{
    /// <summary>2,000 characters: what is longer is not the value of a field; it is left out, not cut.</summary>
    private const int ValueCharsMax = 2_000;

    /// <summary>100 authors or tags.</summary>
    private const int ListMax = 100;

    public string? Title { get; private init; }

    /// <summary>A language tag as <c>en-GB</c> or <c>ja_JP</c>.</summary>
    public string? Language { get; private init; }

    public IReadOnlyList<string> Tags { get; private init; } = [];

    /// <summary>
    /// The keys there are of: author (a string, or a list of several), published, modified, description, site,
    /// canonical.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Values { get; private init; } =
        new Dictionary<string, JsonElement>();

    public static PageMetadata Of(IDocument page)
    {
        var meta = new MetaElements(page);
        var linked = LinkedData.Of(page);
        var titleElement = Clean(page.Title);
        return new PageMetadata
        {
            Title = First([linked.Headline, meta.First("og:title"), titleElement, meta.First("citation_title")]),
            Language = First(
                [
                    page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("xml:lang"),
                    meta.First("og:locale", "content-language", "dc.language", "language"), linked.Language,
                ]),
            Tags = [.. (linked.Keywords.Count > 0 ? linked.Keywords : Keywords(meta)).Take(ListMax)],
            Values = ValuesOf(meta, linked, page),
        };
    }

    private static Dictionary<string, JsonElement> ValuesOf(MetaElements meta, LinkedData linked, IDocument page)
    {
        var authors = Distinct(linked.Authors.Count > 0
            ? linked.Authors
            : meta.All("citation_author", "author", "dc.creator", "article:author", "parsely-author")
                .Where(name => !name.StartsWith("http", StringComparison.OrdinalIgnoreCase)));
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (authors.Count > 0)
            values["author"] = authors.Count == 1
                ? JsonSerializer.SerializeToElement(authors[0])
                : JsonSerializer.SerializeToElement(authors);
        Add("published", linked.Published, meta.First(
            "article:published_time", "datepublished", "citation_publication_date", "dc.date", "dcterms.created",
            "dcterms.issued", "pubdate", "date"));
        Add("modified", linked.Modified, meta.First(
            "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"));
        Add("description", meta.First("description", "og:description", "dc.description", "twitter:description"),
            linked.Description);
        Add("site", meta.First("og:site_name", "application-name"), linked.Publisher);
        Add("canonical", page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), meta.First("og:url"),
            linked.Url);
        return values;

        void Add(string key, params ReadOnlySpan<string?> candidates)
        {
            if (First(candidates) is { } value)
                values[key] = JsonSerializer.SerializeToElement(value);
        }
    }

    private static List<string> Keywords(MetaElements meta) => Distinct(
        meta.All("keywords", "news_keywords").SelectMany(list => list.Split(',', '、'))
            .Concat(meta.All("article:tag")));

    private static List<string> Distinct(IEnumerable<string> values) =>
        [.. values.Select(Clean).OfType<string>().Distinct(StringComparer.Ordinal).Take(ListMax)];

    private static string? First(ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (Clean(candidate) is { } value)
                return value;
        }

        return null;
    }

    private static string? Clean(string? value) =>
        value is { Length: <= ValueCharsMax } && HtmlWhitespace.Collapse(value) is { Length: > 0 } text ? text : null;
}
