using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Trivium.Extraction.Spreadsheets;

/// <summary>
/// The value of a cell as text: numbers as they compute, dates as ISO 8601, errors as gaps, formulas by their last result.
/// </summary>
internal sealed class CellTexts
{
    private readonly List<string> shared;
    private readonly DateStyles dates;

    public CellTexts(WorkbookPart workbook, CancellationToken cancellationToken)
    {
        shared = SharedStrings(workbook, cancellationToken);
        dates = new DateStyles(workbook);
    }

    /// <summary>The text; null for an empty cell.</summary>
    public string? Of(Cell cell)
    {
        var raw = cell.CellValue?.Text;
        var kind = cell.DataType?.Value ?? CellValues.Number;
        var text = kind switch
        {
            CellValues.SharedString => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < shared.Count ? shared[index] : null,
            CellValues.InlineString => cell.InlineString is { } inline ? TextOf(inline) : null,
            CellValues.Boolean => raw == "1" ? "true" : "false",
            CellValues.Error => null,
            CellValues.Number => Number(raw, cell.StyleIndex?.Value ?? 0),
            _ => raw,
        };
        text = text?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static List<string> SharedStrings(WorkbookPart workbook, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement
                && reader.LoadCurrentElement() is SharedStringItem item)
                texts.Add(TextOf(item));
        }

        return texts;
    }

    /// <summary>Runs joined; how a word is read (furigana) is not part of the text.</summary>
    private static string TextOf(OpenXmlElement item) => string.Concat(
        item.Descendants<Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text));

    private string? Number(string? raw, uint style)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return raw;
        return dates.Instant(value, style)
            ?? (value == Math.Truncate(value) && Math.Abs(value) < 1e15
                ? value.ToString("0", CultureInfo.InvariantCulture)

                // 15 digits are what spreadsheets compute with; 0.1 + 0.2 is shown as 0.3 there too.
                : value.ToString("G15", CultureInfo.InvariantCulture));
    }
}
