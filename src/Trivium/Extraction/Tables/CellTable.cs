using System.Collections;
using System.Text.Json;

namespace Trivium.Extraction.Tables;

/// <summary>
/// A table of text cells (CSV, pipe tables, HTML tables). A column has the one rule that all its cells can be read by
/// (<see cref="ColumnSurvey"/>); one cell that cannot makes the whole column text, so that comparing and sorting it means
/// one thing.
/// </summary>
internal sealed class CellTable : IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>
{
    private readonly IReadOnlyList<string?[]> cells;
    private readonly IReadOnlyList<CellColumn> columns;

    public CellTable(IReadOnlyList<string?[]> cells, IReadOnlyList<CellColumn> columns) =>
        (this.cells, this.columns) = (cells, columns);

    public int Count => cells.Count;

    public IReadOnlyDictionary<string, JsonElement> this[int index] => RowOf(cells[index], new());

    /// <summary>
    /// Types the columns and wraps the rows; empty cells are null. Rows may be shorter than the header.
    /// </summary>
    public static ExtractedTable Create(string name, IReadOnlyList<string> header, List<string?[]> cells, int? section)
    {
        var surveys = new ColumnSurvey[header.Count];
        for (var i = 0; i < surveys.Length; i++)
        {
            surveys[i] = new();
            foreach (var row in cells)
                surveys[i].Add(i < row.Length ? row[i] : null);
        }

        var columns = CellColumns.Of(header, surveys, cells.Count);
        return new ExtractedTable
        {
            Name = name,
            Columns = columns.Columns,
            Rows = new CellTable(cells, columns.Cells),
            SectionIndex = section,
        };
    }

    public IEnumerator<IReadOnlyDictionary<string, JsonElement>> GetEnumerator()
    {
        var row = new CellRow();
        foreach (var record in cells)
            yield return RowOf(record, row);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyDictionary<string, JsonElement> RowOf(string?[] record, CellRow row)
    {
        foreach (var column in columns)
        {
            if (column.Index < record.Length)
                row.Add(column, record[column.Index]);
        }

        return row.Complete();
    }
}
