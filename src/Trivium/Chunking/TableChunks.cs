using System.Text;
using System.Text.Json;
using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>
/// The rows of a table that is in no section, as lines of "column: value", as many to a chunk as come to the target. What
/// of a row is more than a chunk may have is left out: it is there to be found; SQL gives it whole.
/// </summary>
internal static class TableChunks
{
    public static IEnumerable<(string Text, int Start, int Length)> Of(
        ExtractedTable table, long unitsMax, ChunkingOptions options)
    {
        var text = new StringBuilder();
        var target = Math.Min(unitsMax, (long)options.TargetTokens * TokenEstimate.UnitsPerToken);
        var (made, start, units) = (0, 0, 0L);
        for (var row = 0; row < table.Rows.Count && made < options.TableChunksMax; row++)
        {
            var line = Fit(Line(table.Columns, table.Rows[row]), unitsMax);
            var lineUnits = TokenEstimate.Units(line + '\n');
            if (text.Length > 0 && units + lineUnits > target)
            {
                yield return (text.ToString(), start, row - start);
                made++;
                text.Clear();
                (start, units) = (row, 0);
            }

            if (text.Length > 0)
                text.Append('\n');
            text.Append(line);
            units += lineUnits;
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

    private static string Fit(string line, long unitsMax)
    {
        if (TokenEstimate.Units(line) <= unitsMax)
            return line;
        var flat = line.ReplaceLineEndings(" ");
        return flat[..SectionPieces.Of(new Section(0, 0, null, [], flat), unitsMax)[0].End].TrimEnd();
    }
}
