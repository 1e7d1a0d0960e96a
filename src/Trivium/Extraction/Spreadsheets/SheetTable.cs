using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Spreadsheets;

/// <summary>Where in a sheet the table is: lines of text above a header are captions, not data.</summary>
internal sealed record SheetTable(IReadOnlyList<string> Header, List<string?[]> Rows)
{
    /// <summary>20: how far down a header may be.</summary>
    private const int CaptionRowsMax = 20;

    /// <summary>
    /// The header is the first row that fills at least half as many columns as the fullest of the first rows, if all its
    /// cells are words; where they are not, the sheet has no header and its columns are numbered.
    /// </summary>
    /// <returns>Null for a sheet without cells.</returns>
    public static SheetTable? Of(List<string?[]> rows)
    {
        if (rows.Count == 0)
            return null;
        var fullest = rows.Take(CaptionRowsMax).Max(Filled);
        var first = rows.FindIndex(row => Filled(row) * 2 >= fullest);
        var width = rows.Max(row => row.Length);
        var isHeader = rows[first].All(cell => cell is null || CellTypes.Of(cell) == CellType.String);
        string[] header = [.. Enumerable.Range(0, width).Select(column =>
            isHeader && column < rows[first].Length ? rows[first][column] ?? "" : "")];
        return new(header, rows[(isHeader ? first + 1 : first)..]);
    }

    private static int Filled(string?[] row) => row.Count(cell => cell is not null);
}
