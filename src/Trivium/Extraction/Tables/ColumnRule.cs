using System.Globalization;
using System.Text.Json;

namespace Trivium.Extraction.Tables;

/// <summary>How every cell of a column is read. One rule for all of them, found by <see cref="ColumnSurvey"/>.</summary>
/// <param name="Type">The column's type.</param>
/// <param name="Format">How its numbers are written.</param>
/// <param name="Order">How its dates are written.</param>
internal sealed record ColumnRule(
    CellType Type, NumberFormats Format = NumberFormats.None, DateOrders Order = DateOrders.None)
{
    /// <summary>Cells as they are.</summary>
    public static ColumnRule Text { get; } = new(CellType.String);

    /// <summary>True for a cell that this column does not have: it is left out of the row.</summary>
    public bool IsGap(ReadOnlySpan<char> cell) => cell.IsEmpty || (Type != CellType.String && CellText.IsGap(cell));

    /// <summary>Writes a cell that is no gap.</summary>
    public void Write(Utf8JsonWriter writer, string name, ReadOnlySpan<char> cell)
    {
        if (Type == CellType.String)
        {
            writer.WriteString(name, cell);
            return;
        }

        Span<char> buffer = stackalloc char[CellText.TypedCharsMax];
        var narrow = CellText.Narrow(cell, buffer);
        switch (Type)
        {
            case CellType.Integer:
                writer.WriteNumber(name, (long)Number(narrow));
                break;
            case CellType.Number:
                writer.WriteNumber(name, Number(narrow));
                break;
            case CellType.Boolean:
                writer.WriteBoolean(name, Booleans.IsTrue(narrow));
                break;
            case CellType.Date or CellType.DateTime:
                writer.WriteString(name, DateText.Iso(narrow, Order));
                break;
            default:
                throw new InvalidOperationException($"A cell type that cannot be written: {Type}.");
        }
    }

    private double Number(ReadOnlySpan<char> cell)
    {
        if (!CellNumber.TryParse(cell, out var number))
            throw new InvalidOperationException("A cell that the survey of its column did not see.");
        Span<char> buffer = stackalloc char[CellText.TypedCharsMax];
        var length = NumberText.Plain(number.Digits, Format, buffer);
        var value = double.Parse(buffer[..length], CultureInfo.InvariantCulture);
        return number.IsNegative ? -value : value;
    }
}
