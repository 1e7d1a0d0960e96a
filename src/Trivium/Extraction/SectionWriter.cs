using System.Text;

namespace Trivium.Extraction;

/// <summary>Collects headings, blocks of text and links in reading order into sections.</summary>
internal sealed class SectionWriter
{
    private readonly List<Section> sections = [];
    private readonly List<Link> links = [];
    private readonly List<(int Level, string Text)> path = [];
    private readonly StringBuilder text = new();
    private readonly List<SectionBlock> blocks = [];
    private bool open;
    private string? anchor;

    /// <summary>The section that what is written next belongs to.</summary>
    public int SectionIndex => sections.Count;

    /// <summary>The heading of that section; null before the first.</summary>
    public string? Heading => path.Count == 0 ? null : path[^1].Text;

    public IReadOnlyList<Link> Links => links;

    public void StartSection(int level, string heading, string? anchor = null)
    {
        Close();
        this.anchor = anchor;
        while (path.Count > 0 && path[^1].Level >= level)
            path.RemoveAt(path.Count - 1);
        path.Add((level, heading));
        open = true;
    }

    /// <summary>Adds a block, an empty line apart from the one before; one without text is ignored.</summary>
    public void AddBlock(ReadOnlySpan<char> block, BlockKind kind = BlockKind.Paragraph) => Add(block, "\n\n", kind);

    /// <summary>Adds an item of a list, below the one before.</summary>
    public void AddItem(ReadOnlySpan<char> item) => Add(item, "\n", BlockKind.ListItem);

    /// <summary>Adds a link of the current section, unless it leads nowhere outside the page.</summary>
    public void AddLink(string label, string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.StartsWith('#')
            || url.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return;
        open = true;
        links.Add(new Link(label.Trim(), url.Trim(), SectionIndex));
    }

    public IReadOnlyList<Section> Complete()
    {
        Close();
        return sections;
    }

    private void Add(ReadOnlySpan<char> block, string separator, BlockKind kind)
    {
        var trimmed = block.Trim("\r\n").TrimEnd();
        if (trimmed.IsWhiteSpace())
            return;
        if (text.Length > 0)
            text.Append(separator);
        if (kind != BlockKind.Paragraph)
            blocks.Add(new SectionBlock(kind, text.Length, trimmed.Length));
        text.Append(trimmed);
        open = true;
    }

    private void Close()
    {
        if (open)
        {
            var level = path.Count == 0 ? 0 : path[^1].Level;
            sections.Add(new Section(
                sections.Count, level, Heading, [.. path.Select(heading => heading.Text)], text.ToString())
            {
                Anchor = anchor,
                Blocks = [.. blocks],
            });
        }

        text.Clear();
        blocks.Clear();
        open = false;
    }
}
