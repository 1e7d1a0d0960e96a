using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// What of a page is its content. Marks of the author (main, article) decide where there are any; else it is the
/// smallest element that holds every sentence, table and piece of code. Without that, all that is shown.
/// </summary>
/// <param name="Root">Where to read; null for a page without a body.</param>
/// <param name="Heading">The title above the root, where it stands outside of it; else null.</param>
/// <param name="LeftOut">Elements below the root not to be read.</param>
internal sealed record MainContent(IElement? Root, IElement? Heading, IReadOnlySet<IElement> LeftOut)
{
    /// <summary>A third of the text: what is more is content with a misleading name.</summary>
    private const int BoilerplateShareMax = 3;

    /// <summary>A quarter of the text: a main or article with less is not where the content is.</summary>
    private const int MarkedShareMin = 4;

    /// <summary>A tenth of the text may stay outside of the smallest element.</summary>
    private const int LeftOutShareMax = 10;

    public static MainContent Of(IDocument page, string title)
    {
        if (page.Body is not { } body)
            return new MainContent(null, null, new HashSet<IElement>());
        var all = PageOutline.Of(body, HtmlElements.IsNeverText);
        var leftOut = new HashSet<IElement>(ReferenceEqualityComparer.Instance);
        for (var i = 1; i < all.Count; i++)
        {
            if (all.Widths[i] * BoilerplateShareMax <= all.Widths[0]
                && Boilerplate.IsLikely(all[i], all.IsMostlyLinks(i)))
                leftOut.Add(all[i]);
        }

        var shown = PageOutline.Of(body, element => HtmlElements.IsNeverText(element) || leftOut.Contains(element));
        if (shown.Widths[0] == 0)
            return new MainContent(body, null, new HashSet<IElement>());
        var root = Marked(shown);
        if (root is null)
        {
            root = Smallest(shown);
            leftOut.UnionWith(LinksAround(shown));
        }

        return new MainContent(root, HeadingOutside(all, root, title), leftOut);
    }

    private static IElement? Marked(PageOutline shown) =>
        // The first main is meant; several articles are a list of them.
        FirstOf(shown, IsMain, int.MaxValue) ?? FirstOf(shown, IsArticle, 1) ?? FirstOf(shown, IsArticleBody, 1);

    private static IElement? FirstOf(PageOutline shown, Func<IElement, bool> isMarked, int countMax)
    {
        var (first, count) = (-1, 0);
        for (var i = 0; i < shown.Count; i++)
        {
            if (isMarked(shown[i]) && count++ == 0)
                first = i;
        }

        return count > 0 && count <= countMax && shown.Widths[first] * MarkedShareMin >= shown.Widths[0]
            ? shown[first]
            : null;
    }

    private static bool IsMain(IElement element) =>
        element.LocalName == "main" || element.GetAttribute("role") == "main";

    private static bool IsArticle(IElement element) =>
        element.LocalName == "article" || element.GetAttribute("role") == "article";

    private static bool IsArticleBody(IElement element) => element.GetAttribute("itemprop") == "articleBody";

    private static IElement Smallest(PageOutline shown)
    {
        var contents = new int[shown.Count];
        var headings = new int[shown.Count];
        for (var i = shown.Count - 1; i >= 0; i--)
        {
            contents[i] += shown.HoldsContent(i) ? 1 : 0;
            headings[i] += HtmlElements.IsHeading(shown[i]) && shown[i].LocalName != "h1" ? 1 : 0;
            if (i == 0)
                break;
            contents[shown.ParentOf(i)] += contents[i];
            headings[shown.ParentOf(i)] += headings[i];
        }

        // Each element stands after its parent: of those that hold all, the last is the smallest.
        var smallest = 0;
        for (var i = 1; i < shown.Count && contents[0] > 0; i++)
        {
            if (contents[i] == contents[0] && headings[i] == headings[0] && IsContainer(shown[i])
                && shown.Widths[i] * LeftOutShareMax >= shown.Widths[0] * (LeftOutShareMax - 1))
                smallest = i;
        }

        return shown[smallest];
    }

    /// <summary>Rows of links before the first heading or sentence and after the last.</summary>
    private static IEnumerable<IElement> LinksAround(PageOutline shown)
    {
        var content = Enumerable.Range(0, shown.Count)
            .Where(i => shown.HoldsContent(i) || HtmlElements.IsHeading(shown[i])).ToList();
        if (content.Count == 0)
            yield break;
        for (var i = 1; i < shown.Count; i++)
        {
            // An element before the first may hold it; then it is more than links.
            if ((i < content[0] || i > content[^1]) && shown.IsRowOfLinks(i) && !HtmlElements.IsInline(shown[i])
                && !shown[i].Contains(shown[content[0]]))
                yield return shown[i];
        }
    }

    private static bool IsContainer(IElement element) => element.LocalName is "div" or "section" or "td" or "center";

    /// <summary>The first-level heading above the root, unless it is the site's name: the page's title has it.</summary>
    private static IElement? HeadingOutside(PageOutline all, IElement root, string title)
    {
        IElement? found = null;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].LocalName != "h1")
                continue;
            if (root.Contains(all[i]))
                return null;
            var text = HtmlWhitespace.Collapse(all[i].TextContent);
            if (text.Length > 0 && title.Contains(text, StringComparison.OrdinalIgnoreCase))
                found ??= all[i];
        }

        return found;
    }
}
