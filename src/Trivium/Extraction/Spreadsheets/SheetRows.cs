using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Spreadsheets;

/// <summary>The rows of a sheet, read one after another, never as a tree.</summary>
internal static class SheetRows
{
    /// <summary>The cells by column; rows without any are left out.</summary>
    /// <exception cref="ContentException">More rows, columns or characters than a table may have.</exception>
    public static List<string?[]> Of(
        WorksheetPart part, CellTexts texts, string sheet, CancellationToken cancellationToken)
    {
        var rows = new List<string?[]>();
        var cells = new List<string?>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            cells.Clear();
            if (reader.ReadFirstChild())
            {
                do
                {
                    if (reader.ElementType == typeof(Cell) && reader.LoadCurrentElement() is Cell cell)
                        Place(cells, cell, texts.Of(cell), sheet);
                }
                while (reader.ReadNextSibling());
            }

            if (!cells.Exists(cell => cell is not null))
                continue;
            TableLimits.RequireRowChars(cells.Sum(cell => cell?.Length ?? 0), $"A row of the sheet '{sheet}'");
            rows.Add([.. cells]);

            // The header is a row too.
            TableLimits.RequireRows(rows.Count - 1, $"The sheet '{sheet}'");
        }

        return rows;
    }

    private static void Place(List<string?> cells, Cell cell, string? text, string sheet)
    {
        var column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
        TableLimits.RequireColumns(text is null ? 0 : column + 1, $"The sheet '{sheet}'");
        if (text is null || column < 0)
            return;
        while (cells.Count <= column)
            cells.Add(null);
        cells[column] = text;
    }

    /// <summary>"BC12" is column 54, from 0; null where the reference says no column.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        var letters = 0;
        while (reference is not null && letters < reference.Length && char.IsAsciiLetter(reference[letters]) && letters < 4)
            column = (column * 26) + (reference[letters++] & 0x1F);
        return letters == 0 ? null : column - 1;
    }
}
