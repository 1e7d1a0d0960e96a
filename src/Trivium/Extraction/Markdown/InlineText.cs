using System.Net;
using System.Text;
using Markdig.Syntax.Inlines;

namespace Trivium.Extraction.Markdown;

/// <summary>Inlines to plain text; the links among them go to the writer.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline? inlines, SectionWriter writer)
    {
        var text = new StringBuilder();
        if (inlines is not null)
            Append(inlines, text, writer);
        return text.ToString();
    }

    // Recursion is bounded by the pipeline's nesting limit.
    private static void Append(ContainerInline container, StringBuilder text, SectionWriter writer)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
            AppendOne(inline, text, writer);
    }

    private static void AppendOne(Inline inline, StringBuilder text, SectionWriter writer)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline autolink:
                text.Append(autolink.Url);
                writer.AddLink(autolink.Url, autolink.IsEmail ? "mailto:" + autolink.Url : autolink.Url);
                break;
            case LinkInline link:
                var start = text.Length;
                Append(link, text, writer);
                if (!link.IsImage)
                    writer.AddLink(text.ToString(start, text.Length - start), WebUtility.HtmlDecode(link.Url));
                break;
            case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                text.Append('\n');
                break;
            case DelimiterInline delimiter:
                // A mark that found no partner is text, and what follows it is below it in the tree.
                text.Append(delimiter.ToLiteral());
                Append(delimiter, text, writer);
                break;
            case ContainerInline container:
                Append(container, text, writer);
                break;
        }
    }
}
