using System.Globalization;

namespace Trivium.Extraction.Tables;

/// <summary>What the text of a cell can be read as.</summary>
internal enum CellType
{
    Integer,
    Number,
    Boolean,
    Date,
    DateTime,
    String,
}

/// <summary>
/// Reads the text of cells as types, cautiously: what would not come back as it was written stays text. So identifiers
/// with leading zeros, phone numbers with a plus, "1,234" and codes like "12E4" are strings.
/// </summary>
internal static class CellTypes
{
    /// <summary>15 significant digits survive a double unchanged, and the store's numbers are doubles.</summary>
    private const int NumberDigitsMax = 15;

    public static CellType Of(ReadOnlySpan<char> cell)
    {
        if (cell.Length == 0 || cell.Length > 40)
            return CellType.String;
        if (cell.Equals("true", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("false", StringComparison.OrdinalIgnoreCase))
            return CellType.Boolean;
        if (!char.IsAsciiDigit(cell[0]) && cell[0] != '-')
            return CellType.String;
        return NumberType(cell) ?? InstantType(cell) ?? CellType.String;
    }

    /// <summary>The type a column has that holds cells of both.</summary>
    public static CellType Join(CellType one, CellType other) => (one, other) switch
    {
        _ when one == other => one,
        (CellType.Integer, CellType.Number) or (CellType.Number, CellType.Integer) => CellType.Number,
        (CellType.Date, CellType.DateTime) or (CellType.DateTime, CellType.Date) => CellType.DateTime,
        _ => CellType.String,
    };

    public static string NameOf(CellType type) => type switch
    {
        CellType.Integer => "integer",
        CellType.Number => "number",
        CellType.Boolean => "boolean",
        CellType.Date => "date",
        CellType.DateTime => "datetime",
        CellType.String => "string",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A cell type without a name."),
    };

    private static CellType? NumberType(ReadOnlySpan<char> cell)
    {
        var digits = cell[0] == '-' ? cell[1..] : cell;
        var whole = LeadingDigits(digits);
        if (whole == 0 || (whole > 1 && digits[0] == '0') || whole > NumberDigitsMax)
            return null;
        var rest = digits[whole..];
        if (rest.Length == 0)
            return CellType.Integer;
        if (rest[0] != '.')
            return null;
        var fraction = LeadingDigits(rest[1..]);
        if (fraction == 0 || whole + fraction > NumberDigitsMax)
            return null;
        return IsExponentOrNothing(rest[(1 + fraction)..]) ? CellType.Number : null;
    }

    private static bool IsExponentOrNothing(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return true;
        if (text[0] is not ('e' or 'E'))
            return false;
        var digits = text.Length > 1 && text[1] is '+' or '-' ? text[2..] : text[1..];
        return digits.Length is > 0 and <= 2 && LeadingDigits(digits) == digits.Length;
    }

    private static CellType? InstantType(ReadOnlySpan<char> cell)
    {
        if (cell.Length < 10 || !DateOnly.TryParseExact(
            cell[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return null;
        if (cell.Length == 10)
            return CellType.Date;
        return cell[10] is 'T' or ' ' && cell.Length >= 16 && DateTimeOffset.TryParse(
            cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? CellType.DateTime
            : null;
    }

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }
}
