using System.Net;
using System.Text;

namespace Trivium.Extraction.Html;

/// <summary>Plain text out of a fragment of HTML in another format, without building a tree of it.</summary>
internal static class HtmlTags
{
    /// <summary>What is between their tags is for the browser and never read.</summary>
    private static readonly string[] _unread = ["script", "style"];

    /// <summary>
    /// The text between tags, character references decoded; comments, scripts and styles left out, up to the end where they are not
    /// closed.
    /// </summary>
    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var position = 0; position < html.Length;)
        {
            var open = html.IndexOf('<', position);
            text.Append(html.AsSpan(position, (open < 0 ? html.Length : open) - position));
            if (open < 0)
                break;
            var comment = html.AsSpan(open).StartsWith("<!--");
            var close = html.IndexOf(comment ? "-->" : ">", open, StringComparison.Ordinal);
            if (close < 0)
                break;
            position = close + (comment ? 3 : 1);
            if (UnreadAt(html, open) is { } name && html[close - 1] != '/')
            {
                position = html.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
                if (position < 0)
                    break;
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string? UnreadAt(string html, int open)
    {
        var tag = html.AsSpan(open + 1);
        foreach (var name in _unread)
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !char.IsAsciiLetterOrDigit(tag[name.Length]) && tag[name.Length] != '-')
                return name;
        }

        return null;
    }
}
