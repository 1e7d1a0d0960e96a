using System.Text;

namespace Trivium.Extraction.Tables;

/// <summary>A row of a table as a line of text for people and for search.</summary>
internal static class TableText
{
    /// <summary>One line a row.</summary>
    public static string Lines(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows) =>
        string.Join('\n', rows.Select(row => Line(header, row)));

    /// <summary>
    /// "column: value; column: value", gaps left out; a column without a header gives its value alone.
    /// </summary>
    public static string Line(IReadOnlyList<string> header, IReadOnlyList<string?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not { } cell)
                continue;
            if (line.Length > 0)
                line.Append("; ");
            if (i < header.Count && header[i].Length > 0)
                line.Append(header[i]).Append(": ");
            line.Append(cell);
        }

        return line.ToString();
    }
}
