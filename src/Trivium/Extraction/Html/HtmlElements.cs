using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>What the names of elements say of them.</summary>
internal static class HtmlElements
{
    /// <summary>Not text: code for the browser, controls, pictures, ways around the site.</summary>
    private static readonly HashSet<string> NeverText = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "noscript", "nav", "footer", "svg", "math", "iframe", "object",
        "select", "button", "textarea", "head", "dialog", "input",
        // Ruby shows how a word is read; beside the word itself it would be in the way of finding it.
        "rt", "rp",
    };

    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    };

    public static bool IsInline(IElement element) => Inline.Contains(element.LocalName);

    /// <summary>True for an element that is never read, wherever it stands.</summary>
    public static bool IsNeverText(IElement element) =>
        NeverText.Contains(element.LocalName) || element.HasAttribute("hidden");

    public static bool IsHeading(IElement element) => element.LocalName is ['h', >= '1' and <= '6'];
}
