namespace Trivium.Extraction.Tables;

/// <summary>
/// Looks at every cell of a column, one after another, and keeps the rules that fit all of them. A single cell that a
/// rule does not fit rules it out for the column; where none or more than one meaning is left, the column is text.
/// </summary>
/// <param name="pointsAreAmbiguous">
/// True in a source that separates fields with semicolons, as those do who write a comma before fractions: there 1.234
/// may be either.
/// </param>
internal sealed class ColumnSurvey(bool pointsAreAmbiguous = false)
{
    private NumberFormats formats = NumberFormats.All;
    private NumberFormats wholeFormats = NumberFormats.All;
    private DateOrders orders = DateOrders.YearFirst | DateOrders.DayFirst | DateOrders.MonthFirst;
    private BooleanWords booleans = BooleanWords.TrueFalse | BooleanWords.YesNo;
    private (char Prefix, char Suffix)? signs;
    private bool hasTime;
    private int values;
    private int gaps;
    private string? firstValue;
    private string? firstGap;

    /// <summary>How many cells have a value under the column's rule.</summary>
    public int Filled => Rule().Type == CellType.String ? values + gaps : values;

    /// <summary>True where every cell was empty.</summary>
    public bool IsEmpty => values + gaps == 0;

    /// <summary>The first cell that has a value under the column's rule; null for none.</summary>
    public string? First => Rule().Type == CellType.String && (firstValue is null || GapIsFirst) ? firstGap : firstValue;

    private bool GapIsFirst { get; set; }

    /// <summary>Takes in a cell; an empty one is a gap under every rule.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
            return;
        if (CellText.IsGap(cell))
        {
            GapIsFirst |= values == 0;
            firstGap ??= cell.ToString();
            gaps++;
            return;
        }

        values++;
        firstValue ??= cell.ToString();
        if (formats == 0 && orders == 0 && booleans == 0)
            return;
        if (cell.Length > CellText.TypedCharsMax)
            (formats, orders, booleans) = (0, 0, 0);
        else
            Narrow(cell);
    }

    /// <summary>The rule that fits all cells so far.</summary>
    public ColumnRule Rule()
    {
        if (values == 0)
            return ColumnRule.Text;
        if (booleans != 0)
            return new(CellType.Boolean);
        if (orders is DateOrders.YearFirst or DateOrders.DayFirst or DateOrders.MonthFirst)
            return new(hasTime ? CellType.DateTime : CellType.Date, Order: orders);
        if (formats == 0 || (pointsAreAmbiguous && IsAmbiguous))
            return ColumnRule.Text;
        var format = (NumberFormats)((int)formats & -(int)formats);
        return new((wholeFormats & format) != 0 ? CellType.Integer : CellType.Number, format);
    }

    /// <summary>Both are possible, and they say different numbers: 1.234, or 1,234.</summary>
    private bool IsAmbiguous =>
        formats.HasFlag(NumberFormats.CommaPoint | NumberFormats.PointComma)
        && (wholeFormats & NumberFormats.CommaPoint) != 0 != ((wholeFormats & NumberFormats.PointComma) != 0);

    private void Narrow(ReadOnlySpan<char> cell)
    {
        Span<char> buffer = stackalloc char[CellText.TypedCharsMax];
        var narrow = CellText.Narrow(cell, buffer);
        if (formats != 0)
            NarrowNumbers(narrow);
        if (orders != 0)
        {
            orders = DateText.OrdersOf(narrow, orders, out var time);
            hasTime |= time;
        }

        if (booleans != 0)
            booleans &= Booleans.WordsOf(narrow);
    }

    private void NarrowNumbers(ReadOnlySpan<char> cell)
    {
        if (!CellNumber.TryParse(cell, out var number) || (signs is { } seen && seen != (number.Prefix, number.Suffix)))
        {
            formats = 0;
            return;
        }

        signs = (number.Prefix, number.Suffix);
        formats &= NumberText.FormatsOf(number.Digits, out var whole);
        wholeFormats &= whole;
    }
}
