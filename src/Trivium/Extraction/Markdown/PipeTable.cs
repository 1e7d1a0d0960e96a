using Markdig.Syntax;

namespace Trivium.Extraction.Markdown;

/// <summary>
/// A GitHub pipe table found in the lines of a paragraph: a header, a row of dashes with as many cells, and the rows up
/// to the paragraph's end. Read line by line, because as an inline construct a long table costs quadratic time.
/// </summary>
/// <param name="Before">The lines above the header: a paragraph that the table follows without an empty line.</param>
/// <param name="Header">The cells of the header, as Markdown.</param>
/// <param name="Rows">The cells of each row, as Markdown; as many as the header has.</param>
internal sealed record PipeTable(string Before, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>True where the paragraph contains a table.</summary>
    public static bool IsIn(LeafBlock paragraph) => FindDashes(paragraph) >= 0;

    /// <summary>The table in a paragraph, or null.</summary>
    public static PipeTable? In(LeafBlock paragraph)
    {
        var dashes = FindDashes(paragraph);
        if (dashes < 0)
            return null;
        var lines = paragraph.Lines.Lines;
        var before = string.Join('\n', lines.Take(dashes - 1).Select(line => line.ToString()));
        var header = Cells(lines[dashes - 1].Slice.AsSpan());
        var rows = new List<string[]>(paragraph.Lines.Count - dashes);
        for (var i = dashes + 1; i < paragraph.Lines.Count; i++)
        {
            var row = Cells(lines[i].Slice.AsSpan());
            rows.Add([.. row.Take(header.Count)]);
        }

        return new PipeTable(before, header, rows);
    }

    private static int FindDashes(LeafBlock paragraph)
    {
        for (var i = 1; i < paragraph.Lines.Count; i++)
        {
            var line = paragraph.Lines.Lines[i].Slice.AsSpan().Trim();
            if (line.IndexOfAnyExcept("|-: \t") >= 0 || !line.Contains('-') || !line.Contains('|'))
                continue;
            var dashes = Cells(line);
            if (dashes.TrueForAll(IsDashes)
                && Cells(paragraph.Lines.Lines[i - 1].Slice.AsSpan()).Count == dashes.Count)
                return i;
        }

        return -1;
    }

    private static bool IsDashes(string cell)
    {
        var dashes = cell.AsSpan().TrimStart(':').TrimEnd(':');
        return dashes.Length > 0 && dashes.IndexOfAnyExcept('-') < 0 && cell.Length - dashes.Length <= 2;
    }

    /// <summary>Parts a line at its pipes. As on GitHub, a pipe in code is one too unless it is escaped.</summary>
    private static List<string> Cells(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        var cells = new List<string>();
        var start = line.Length > 0 && line[0] == '|' ? 1 : 0;
        var position = start;
        for (; position < line.Length; position++)
        {
            if (line[position] == '\\')
                position++;
            else if (line[position] == '|')
            {
                cells.Add(Cell(line[start..position]));
                start = position + 1;
            }
        }

        if (start < line.Length)
            cells.Add(Cell(line[start..]));
        return cells;
    }

    private static string Cell(ReadOnlySpan<char> cell) => cell.Trim().ToString().Replace("\\|", "|");
}
