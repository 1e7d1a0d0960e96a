using System.Net;
using System.Text;

namespace Trivium.Extraction.Html;

/// <summary>Plain text out of a fragment of HTML in another format, without building a tree of it.</summary>
internal static class HtmlTags
{
    /// <summary>The text between tags, character references decoded; comments left out.</summary>
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
        }

        return WebUtility.HtmlDecode(text.ToString());
    }
}
