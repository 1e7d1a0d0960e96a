using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// Tells by names and roles what on a page is around the content: navigation, cookie banners, advertisements, share
/// buttons, side bars. It may err ("menu" on a restaurant's page), so that the caller looks at how much text it is.
/// </summary>
internal static class Boilerplate
{
    private static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tablist",
    };

    /// <summary>Words of class names and ids.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "cookie", "cookies", "consent", "gdpr", "ccpa", "ad", "ads", "advert", "advertisement", "advertising",
        "adsense", "adsbygoogle", "adslot", "sponsor", "sponsored", "promo", "promotion", "newsletter", "subscribe",
        "subscription", "signup", "login", "sharebar", "sharethis", "sidebar", "sidenav", "gnav", "widget", "widgets",
        "comments", "commentlist", "disqus", "respond", "footer", "masthead", "skip", "skiplink", "popup", "modal",
        "overlay", "toolbar", "tracking", "outbrain", "taboola",
    };

    /// <summary>Words that say it of what is mostly links; of text they may be the subject.</summary>
    private static readonly HashSet<string> WordsOfLinks = new(StringComparer.OrdinalIgnoreCase)
    {
        "share", "sharing", "social", "sns", "breadcrumb", "breadcrumbs", "pankuzu", "pagination", "pager", "nav",
        "navbar", "navigation", "menu", "related", "recommend", "recommended", "recommendations", "ranking", "toc",
        "print", "links",
    };

    /// <summary>First words of names that say what surrounds an element, not what it is.</summary>
    private static readonly HashSet<string> StateWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "has", "with", "no", "is", "without",
    };

    /// <summary>What these hold is content whatever they are called; a part of a line is never taken out.</summary>
    private static readonly HashSet<string> Exempt = new(StringComparer.Ordinal)
    {
        "html", "body", "main", "article", "table", "thead", "tbody", "tr", "td", "th", "caption", "pre", "code",
        "blockquote", "h1", "em", "strong", "b", "i", "a", "p", "li",
    };

    /// <param name="element">An element of the page.</param>
    /// <param name="isMostlyLinks">True where at least half of its text is links.</param>
    public static bool IsLikely(IElement element, bool isMostlyLinks)
    {
        if (Exempt.Contains(element.LocalName))
            return IsInvisible(element)
                || (element.LocalName is "p" or "li" && HasWord(element.ClassName, isMostlyLinks));
        return element.LocalName is "form"
            || (element.LocalName is "aside" or "header" && !IsInContent(element))
            || Roles.Contains(element.GetAttribute("role")?.Trim() ?? "")
            || HasWord(element.ClassName, isMostlyLinks) || HasWord(element.Id, isMostlyLinks)
            || IsInvisible(element);
    }

    /// <summary>True within an article: its aside is a note, its header has its title and date.</summary>
    private static bool IsInContent(IElement element)
    {
        for (var parent = element.ParentElement; parent is not null; parent = parent.ParentElement)
        {
            if (parent.LocalName is "main" or "article")
                return true;
        }

        return false;
    }

    private static bool IsInvisible(IElement element)
    {
        if (element.GetAttribute("aria-hidden") == "true")
            return true;
        var style = element.GetAttribute("style");
        return style is not null && style.Length <= 1000
            && style.Replace(" ", "", StringComparison.Ordinal) is var compact
            && (compact.Contains("display:none", StringComparison.OrdinalIgnoreCase)
                || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasWord(string? names, bool isMostlyLinks)
    {
        foreach (var range in names.AsSpan().Split(' '))
        {
            if (NameHasWord(names.AsSpan()[range], isMostlyLinks))
                return true;
        }

        return false;
    }

    private static bool NameHasWord(ReadOnlySpan<char> name, bool isMostlyLinks)
    {
        var words = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        var wordsOfLinks = WordsOfLinks.GetAlternateLookup<ReadOnlySpan<char>>();
        var states = StateWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isSeam = i == name.Length || !char.IsAsciiLetter(name[i])
                || (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]));
            if (!isSeam)
                continue;
            var word = name[start..i];
            if (start == 0 && states.Contains(word))
                return false;
            if (words.Contains(word) || (isMostlyLinks && wordsOfLinks.Contains(word)))
                return true;
            start = i < name.Length && char.IsAsciiLetter(name[i]) ? i : i + 1;
        }

        return false;
    }
}
