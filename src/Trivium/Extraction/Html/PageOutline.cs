using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// The elements of a page in a list, each after its parent, with how much text each holds. Built in one pass without
/// recursion, so that every question about the whole page is a loop over the list.
/// </summary>
internal sealed class PageOutline
{
    /// <summary>80 columns, 40 characters of Japanese: what is longer is a sentence, not a label.</summary>
    private const int ProseWidthMin = 80;

    private readonly List<IElement> elements = [];
    private readonly List<int> parents = [];
    private readonly List<int> widths = [];
    private readonly List<int> linkedWidths = [];
    private readonly List<int> links = [];
    private readonly List<int> proseOwn = [];
    private readonly List<bool> linked = [];

    private PageOutline()
    {
    }

    public int Count => elements.Count;

    public IElement this[int index] => elements[index];

    /// <summary>Of each element the columns of text in it outside of links; a wide character has two.</summary>
    public IReadOnlyList<int> Widths => widths;

    public int ParentOf(int index) => parents[index];

    /// <summary>The elements below a root that are shown; those of <paramref name="isLeftOut"/> are not.</summary>
    public static PageOutline Of(IElement root, Func<IElement, bool> isLeftOut)
    {
        var outline = new PageOutline();
        outline.Add(root, -1);
        // Children by index: asking a node for its next sibling searches the parent's children.
        var open = new Stack<(int Index, int Next)>([(0, 0)]);
        while (open.TryPop(out var top))
        {
            var children = outline.elements[top.Index].ChildNodes;
            if (top.Next == children.Length)
                continue;
            open.Push((top.Index, top.Next + 1));
            if (children[top.Next] is IText text)
                outline.AddText(top.Index, text.Data);
            if (children[top.Next] is not IElement element || isLeftOut(element))
                continue;
            open.Push((outline.Count, 0));
            outline.Add(element, top.Index);
        }

        outline.AddUp();
        return outline;
    }

    /// <summary>True for an element with a sentence of its own, code, or a table with a header.</summary>
    public bool HoldsContent(int index) =>
        proseOwn[index] >= ProseWidthMin || elements[index].LocalName is "pre" or "th";

    /// <summary>True where at least half of the text leads elsewhere.</summary>
    public bool IsMostlyLinks(int index) => widths[index] <= linkedWidths[index];

    /// <summary>True for several links with little but separators between them.</summary>
    public bool IsRowOfLinks(int index) => links[index] >= 2 && widths[index] * 4 <= linkedWidths[index];

    private void Add(IElement element, int parent)
    {
        elements.Add(element);
        parents.Add(parent);
        widths.Add(0);
        linkedWidths.Add(0);
        links.Add(element.LocalName == "a" ? 1 : 0);
        proseOwn.Add(0);
        linked.Add(element.LocalName == "a" || (parent >= 0 && linked[parent]));
    }

    private void AddText(int index, string text)
    {
        var width = 0;
        foreach (var c in text)
            width += char.IsWhiteSpace(c) ? 0 : c >= '\u2E80' ? 2 : 1;
        if (linked[index])
        {
            linkedWidths[index] += width;
            return;
        }

        widths[index] += width;
        proseOwn[index] += width;
    }

    private void AddUp()
    {
        for (var i = Count - 1; i > 0; i--)
        {
            widths[parents[i]] += widths[i];
            linkedWidths[parents[i]] += linkedWidths[i];
            links[parents[i]] += links[i];
            // A sentence goes on through its emphasis.
            if (HtmlElements.IsInline(elements[i]))
                proseOwn[parents[i]] += proseOwn[i];
        }
    }
}
