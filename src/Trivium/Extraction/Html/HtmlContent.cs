using System.Text;
using AngleSharp.Dom;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Html;

/// <summary>Walks the elements of a page in reading order, without recursion.</summary>
internal sealed class HtmlContent(ExtractionHints hints, string title, IReadOnlySet<IElement> leftOut)
{
    private readonly SectionWriter writer = new();
    private readonly TableNames names = new();
    private readonly StringBuilder text = new();
    private readonly Stack<int> linkStarts = new();

    // Of each list that is open the number of its last item; null where items have none.
    private readonly Stack<int?> lists = new();

    // The mark of the item that was begun last, until its first block is written.
    private string marker = "";

    // Links of the text not written yet: where they belong is known when it turns out to be a heading or not.
    private readonly List<(string Text, string? Url)> pendingLinks = [];

    public List<ExtractedTable> Tables { get; } = [];

    public IReadOnlyList<Section> Sections => field ??= writer.Complete();

    public IReadOnlyList<Link> Links => writer.Links;

    public void Read(IElement root, CancellationToken cancellationToken)
    {
        // Children by index: asking a node for its next sibling searches the parent's children.
        var open = new Stack<(INode Node, int Next)>();
        if (Enter(root))
            open.Push((root, 0));
        while (open.TryPop(out var top))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (top.Next == top.Node.ChildNodes.Length)
            {
                Leave(top.Node);
                continue;
            }

            open.Push((top.Node, top.Next + 1));
            var child = top.Node.ChildNodes[top.Next];
            if (Enter(child))
                open.Push((child, 0));
            else
                Leave(child);
        }

        Flush();
    }

    /// <summary>True where the children are to be read too.</summary>
    private bool Enter(INode node)
    {
        if (node is IText content)
            Append(content);
        if (node is not IElement element)
            return false;
        if (IsLeftOut(element))
            return false;
        if (!HtmlElements.IsInline(element))
            Flush();
        switch (element.LocalName)
        {
            case "a" when IsPermalink(element):
                return false;
            case "a":
                linkStarts.Push(text.Length);
                return true;
            case "br":
                text.Append('\n');
                return false;
            case "ol" or "ul":
                lists.Push(element.LocalName == "ul" ? null : NumberBefore(element));
                return true;
            case "li":
                marker = NextMarker();
                return true;
            case "table":
                return !ReadTable(element);
            default:
                return true;
        }
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || IsLeftOut(element))
            return;
        if (HtmlElements.IsHeading(element))
            LeaveHeading(element.LocalName[1] - '0');
        else if (element.LocalName == "a" && !IsPermalink(element) && linkStarts.TryPop(out var start))
            LeaveLink(Math.Min(start, text.Length), element.GetAttribute("href"));
        else if (!HtmlElements.IsInline(element))
            LeaveBlock(element);
    }

    /// <summary>The sign beside a heading that leads to the heading itself.</summary>
    private static bool IsPermalink(IElement link) =>
        link.GetAttribute("href") is ['#', ..] && link.ChildNodes is { Length: 1 } only
        && only[0] is IText { Data: "#" or "¶" or "§" or "🔗" };

    private bool IsLeftOut(IElement element) => HtmlElements.IsNeverText(element) || leftOut.Contains(element);

    private void LeaveLink(int start, string? url)
    {
        pendingLinks.Add((HtmlWhitespace.Collapse(text.ToString(start, text.Length - start)), url));
        // A link around blocks: its text is written already.
        if (text.Length == 0)
            WriteLinks();
    }

    private void WriteLinks()
    {
        foreach (var (label, url) in pendingLinks)
            writer.AddLink(label, url);
        pendingLinks.Clear();
    }

    private void LeaveHeading(int level)
    {
        var heading = HtmlWhitespace.Collapse(text.ToString());
        text.Clear();
        if (heading.Length > 0)
            writer.StartSection(level, heading);
        WriteLinks();
    }

    private void Append(IText content)
    {
        if (IsPreformatted(content))
            text.Append(content.Data);
        else
            HtmlWhitespace.Append(text, content.Data);
    }

    private static bool IsPreformatted(IText content)
    {
        // Code in pre is one or two elements deep (pre > code > span).
        INode? node = content.Parent;
        for (var i = 0; i < 3 && node is IElement element; i++, node = node.Parent)
        {
            if (element.LocalName == "pre")
                return true;
        }

        return false;
    }

    private void LeaveBlock(IElement element)
    {
        Flush(element.LocalName == "pre" ? BlockKind.Code : BlockKind.Paragraph);
        if (element.LocalName == "li")
            marker = "";
        if (element.LocalName is "ol" or "ul")
            lists.TryPop(out _);
    }

    private static int NumberBefore(IElement list) =>
        int.TryParse(list.GetAttribute("start"), out var start) && start > int.MinValue ? start - 1 : 0;

    private string NextMarker()
    {
        if (!lists.TryPop(out var last) || last is not { } number)
        {
            lists.Push(null);
            return "- ";
        }

        lists.Push(unchecked(number + 1));
        return $"{unchecked(number + 1)}. ";
    }

    private void Flush(BlockKind kind = BlockKind.Paragraph)
    {
        var block = text.ToString();
        text.Clear();
        WriteLinks();
        if (string.IsNullOrWhiteSpace(block))
            return;
        if (marker.Length > 0)
            writer.AddItem(marker + block.Trim());
        else
            writer.AddBlock(kind == BlockKind.Code ? block : block.Trim(' '), kind);
        marker = "";
    }

    private bool ReadTable(IElement element)
    {
        if (HtmlGrid.Of(element) is not { } grid || !TableLimits.Fits(grid.Header.Count, grid.Rows, Tables.Count))
            return false;
        var caption = element.Children.FirstOrDefault(child => child.LocalName == "caption")?.TextContent;
        var name = names.Next(
            element.GetAttribute("id"),
            caption,
            writer.Heading,
            title,
            hints.Title,
            TableNames.FromFile(hints.FileName));
        foreach (var link in element.QuerySelectorAll("a[href]"))
            writer.AddLink(HtmlWhitespace.Collapse(link.TextContent), link.GetAttribute("href"));
        if (!string.IsNullOrWhiteSpace(caption))
            writer.AddBlock(HtmlWhitespace.Collapse(caption));
        Tables.Add(CellTable.Create(name, grid.Header, grid.Rows, writer.SectionIndex));
        writer.AddBlock(TableText.Lines(grid.Header, grid.Rows), BlockKind.Table);
        return true;
    }
}
