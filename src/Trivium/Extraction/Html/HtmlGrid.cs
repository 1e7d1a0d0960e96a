using AngleSharp.Dom;

namespace Trivium.Extraction.Html;

/// <summary>
/// An HTML table as a header and rows of text, where it has a header: a first row in <c>thead</c> or of nothing but
/// <c>th</c>. Any other table is layout. A cell that spans rows counts in each of them, one that spans columns in the
/// first.
/// </summary>
internal sealed class HtmlGrid
{
    /// <summary>2,000,000 cells: spans can claim far more cells than a page has bytes.</summary>
    private const int CellsMax = 2_000_000;

    /// <summary>1,000: what the HTML standard allows a cell to span.</summary>
    private const int SpanMax = 1_000;

    private readonly Dictionary<int, (int Rows, string? Text)> spanning = [];
    private int cells;

    public List<string> Header { get; } = [];

    public List<string?[]> Rows { get; } = [];

    /// <summary>The table's cells; null for layout, or where the spans are beyond all measure.</summary>
    public static HtmlGrid? Of(IElement table)
    {
        // A table around tables is layout; and reading the text of each would be quadratic in their depth.
        if (table.QuerySelector("table") is not null)
            return null;
        var grid = new HtmlGrid();
        IElement? group = null;
        foreach (var row in RowsOf(table))
        {
            // A cell spans no further than its row group.
            if (row.ParentElement != group)
                grid.spanning.Clear();
            group = row.ParentElement;
            if (grid.Header.Count == 0)
            {
                if (!IsHeader(row))
                    return null;
                grid.Header.AddRange(grid.Read(row).Select(cell => cell ?? ""));
                continue;
            }

            var texts = grid.Read(row);
            if (row.ParentElement?.LocalName == "thead")
                grid.AddToHeader(texts);
            else if (texts.Exists(text => text is not null))
                grid.Rows.Add([.. texts.Take(grid.Header.Count)]);
            if (grid.cells > CellsMax)
                return null;
        }

        return grid.Header.Count == 0 ? null : grid;
    }

    /// <summary>A second line of the header names the columns more closely.</summary>
    private void AddToHeader(List<string?> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (i == Header.Count)
                Header.Add("");
            if (texts[i] is { } text && text != Header[i])
                Header[i] = $"{Header[i]} {text}".Trim();
        }
    }

    private static IEnumerable<IElement> RowsOf(IElement table)
    {
        foreach (var child in table.Children)
        {
            if (child.LocalName == "tr")
                yield return child;
            if (child.LocalName is not ("thead" or "tbody" or "tfoot"))
                continue;
            foreach (var row in child.Children.Where(row => row.LocalName == "tr"))
                yield return row;
        }
    }

    private static bool IsHeader(IElement row) =>
        row.Children.Length > 0
        && (row.ParentElement?.LocalName == "thead" || row.Children.All(cell => cell.LocalName == "th"));

    private List<string?> Read(IElement row)
    {
        var texts = new List<string?>();
        foreach (var cell in row.Children.Where(cell => cell.LocalName is "td" or "th"))
        {
            TakeSpanning(texts);
            var text = HtmlWhitespace.Collapse(cell.TextContent) is { Length: > 0 } content ? content : null;
            var rows = SpanOf(cell, "rowspan");
            for (var i = SpanOf(cell, "colspan"); i > 0; i--)
            {
                if (rows > 1)
                    spanning[texts.Count] = (rows - 1, text);
                texts.Add(text);
                // A merged header cell names each of its columns; a merged value is one value.
                if (row != row.ParentElement?.FirstElementChild)
                    text = null;
            }
        }

        TakeSpanning(texts);
        cells += texts.Count;
        return texts;
    }

    private void TakeSpanning(List<string?> texts)
    {
        while (spanning.Remove(texts.Count, out var span))
        {
            if (span.Rows > 1)
                spanning[texts.Count] = (span.Rows - 1, span.Text);
            texts.Add(span.Text);
        }
    }

    private static int SpanOf(IElement cell, string attribute) =>
        int.TryParse(cell.GetAttribute(attribute), out var span) ? Math.Clamp(span, 1, SpanMax) : 1;
}
