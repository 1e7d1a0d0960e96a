using System.Text;
using System.Text.Json;
using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>
/// The rows of a table that is in no section, as lines of "column: value", as many to a chunk as fit. A row that is
/// wider
/// than a chunk is cut: it is there to be found; SQL gives it whole.
/// </summary>
internal static class TableChunks
{
    public static IEnumerable<(string Text, int Start, int Length)> Of(ExtractedTable table, ChunkingOptions options)
    {
        var text = new StringBuilder();
        var (made, start, width) = (0, 0, 0);
        for (var row = 0; row < table.Rows.Count && made < options.TableChunksMax; row++)
        {
            var line = Fit(Line(table.Columns, table.Rows[row]), options.WidthMax);
            var lineWidth = CharacterWidth.Of(line);
            if (text.Length > 0 && width + lineWidth > options.WidthMax)
            {
                yield return (text.ToString(), start, row - start);
                made++;
                text.Clear();
                (start, width) = (row, 0);
            }

            if (text.Length > 0)
                text.Append('\n');
            text.Append(line);
            width += lineWidth;
        }

        if (text.Length > 0 && made < options.TableChunksMax)
            yield return (text.ToString(), start, table.Rows.Count - start);
    }

    private static string Line(IReadOnlyList<TableColumn> columns, IReadOnlyDictionary<string, JsonElement> row)
    {
        var line = new StringBuilder();
        foreach (var column in columns)
        {
            if (!row.TryGetValue(column.Name, out var value))
                continue;
            if (line.Length > 0)
                line.Append("; ");
            line.Append(column.Label.Length > 0 ? column.Label : column.Name).Append(": ").Append(value.ToString());
        }

        return line.ToString();
    }

    private static string Fit(string line, int widthMax)
    {
        if (line.Length * 2 <= widthMax || CharacterWidth.Of(line) <= widthMax)
            return line;
        var first = Sentences.Split(line, widthMax)[0];
        return line.Substring(first.Start, first.Length).TrimEnd();
    }
}
