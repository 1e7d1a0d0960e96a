using System.Text.Json;

namespace Trivium.Extraction.Tables;

/// <summary>A column of text cells: where in a record its cell is, and how it is read.</summary>
internal sealed record CellColumn(int Index, string Name, ColumnRule Rule);

/// <summary>The columns of a table of text cells.</summary>
/// <param name="Cells">How rows are made.</param>
/// <param name="Columns">What is said of them.</param>
internal sealed record CellColumns(IReadOnlyList<CellColumn> Cells, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Names and types the columns.</summary>
    /// <param name="header">Their labels; empty where there is none.</param>
    /// <param name="surveys">What their cells are.</param>
    /// <param name="rows">How many rows there are.</param>
    public static CellColumns Of(IReadOnlyList<string> header, IReadOnlyList<ColumnSurvey> surveys, int rows)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var (cells, columns) = (new List<CellColumn>(), new List<TableColumn>());
        for (var i = 0; i < header.Count; i++)
        {
            var survey = surveys[i];

            // A delimiter at the end of every line makes a column with neither name nor value.
            if (header[i].Length == 0 && survey.IsEmpty)
                continue;
            var name = Identifiers.Distinct(Identifiers.ForColumn(header[i], i + 1), taken);
            var cell = new CellColumn(i, name, survey.Rule());
            cells.Add(cell);
            columns.Add(new(
                name, header[i], CellTypes.NameOf(cell.Rule.Type), survey.Filled < rows, ExampleOf(cell, survey.First)));
        }

        return new(cells, columns);
    }

    private static JsonElement? ExampleOf(CellColumn column, string? cell)
    {
        if (cell is null)
            return null;
        var row = new CellRow();
        row.Add(column, cell);
        return row.Complete()[column.Name];
    }
}
