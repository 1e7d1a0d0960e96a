using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>The meta elements of a page, and elements with an <c>itemprop</c> date, by name in lower case.</summary>
internal sealed class MetaElements
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    public MetaElements(IDocument page)
    {
        foreach (var element in page.QuerySelectorAll("meta[content], time[itemprop][datetime]"))
        {
            var name = element.GetAttribute("property") ?? element.GetAttribute("name")
                ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
            var value = element.GetAttribute("content") ?? element.GetAttribute("datetime");
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(value))
                continue;
            if (!values.TryGetValue(name.Trim(), out var list))
                values.Add(name.Trim(), list = []);
            list.Add(value);
        }
    }

    /// <summary>The first value of the first of these names that is there.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var list))
                return list[0];
        }

        return null;
    }

    /// <summary>All values of the first of these names that is there.</summary>
    public IReadOnlyList<string> All(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var list))
                return list;
        }

        return [];
    }
}
