namespace Trivium.Extraction.Html;

/// <summary>
/// Bounds the depth of the tree before it is built: the algorithm of the HTML standard looks through all open elements
/// at many tags, so that a deep page costs quadratic time.
/// </summary>
internal static class HtmlNesting
{
    /// <summary>500 open elements: browsers stop nesting at 512.</summary>
    private const int DepthMax = 500;

    private static readonly HashSet<string> NotNesting = new(StringComparer.OrdinalIgnoreCase)
    {
        // Elements without content, and those that a sibling or the parent closes.
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "html",
        "head", "body",
    };

    private static readonly HashSet<string> RawText = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "textarea", "title",
    };

    /// <exception cref="ContentException">More elements are open at once than is allowed: names the line.</exception>
    public static void RequireShallow(string html)
    {
        var depth = 0;
        var openByName = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var open = openByName.GetAlternateLookup<ReadOnlySpan<char>>();
        var notNesting = NotNesting.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var position = NextTag(html, 0); position >= 0; position = NextTag(html, position))
        {
            var isEnd = html[position] == '/';
            var name = NameAt(html.AsSpan(isEnd ? position + 1 : position));
            if (name.Length == 0 || notNesting.Contains(name))
                continue;
            open.TryGetValue(name, out var alike);
            // An end tag closes nothing but an element of its name, else "<ul></ol>" could nest without end.
            var step = !isEnd ? 1 : alike > 0 ? -1 : 0;
            open[name] = alike + step;
            depth += step;
            if (depth > DepthMax)
                throw ContentException.ForInvalid(
                    $"In line {1 + html.AsSpan(0, position).Count('\n')} more than {DepthMax} elements are "
                    + "open at once. Close elements where they end.");
            if (!isEnd)
                position = SkipRawText(html, position, name);
        }
    }

    /// <summary>The position after the next '&lt;', comments skipped; -1 at the end.</summary>
    private static int NextTag(string html, int from)
    {
        while (true)
        {
            var open = html.IndexOf('<', from);
            if (open < 0 || open + 1 >= html.Length)
                return -1;
            if (!html.AsSpan(open).StartsWith("<!--"))
                return open + 1;
            var end = html.IndexOf("-->", open, StringComparison.Ordinal);
            if (end < 0)
                return -1;
            from = end + 3;
        }
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return text[..length];
    }

    private static int SkipRawText(string html, int position, ReadOnlySpan<char> name)
    {
        if (!RawText.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            return position;
        var end = html.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end;
    }
}
