using System.Globalization;

namespace Trivium.Extraction.Tables;

/// <summary>The orders in which a date is written.</summary>
[Flags]
internal enum DateOrders
{
    None = 0,

    /// <summary>2026-11-05, 2026/11/5, 2026年11月5日, 令和8年11月5日</summary>
    YearFirst = 1,

    /// <summary>05.11.2026, 5/11/2026</summary>
    DayFirst = 2,

    /// <summary>11/05/2026</summary>
    MonthFirst = 4,
}

/// <summary>Dates, with or without a time, in cells.</summary>
internal static class DateText
{
    /// <summary>The eras since dates in Japan are of the Gregorian calendar, with their first days.</summary>
    private static readonly (string Name, DateOnly First)[] Eras =
    [
        ("令和", new(2019, 5, 1)), ("平成", new(1989, 1, 8)), ("昭和", new(1926, 12, 25)), ("大正", new(1912, 7, 30)),
        ("明治", new(1873, 1, 1)),
    ];

    private static readonly string[] TimeFormats = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    /// <summary>Those of the orders in which a cell is a date that exists.</summary>
    public static DateOrders OrdersOf(ReadOnlySpan<char> cell, DateOrders candidates, out bool hasTime)
    {
        hasTime = false;
        if (cell.Length < 6 || !(char.IsAsciiDigit(cell[0]) || char.IsAsciiDigit(cell[^1]) || cell[^1] == '日'))
            return DateOrders.None;
        if (IsIso(cell, out hasTime))
            return candidates & DateOrders.YearFirst;
        var orders = DateOrders.None;
        foreach (var order in (ReadOnlySpan<DateOrders>)
            [DateOrders.YearFirst, DateOrders.DayFirst, DateOrders.MonthFirst])
        {
            if (candidates.HasFlag(order) && TryParse(cell, order, out _, out var time))
                (orders, hasTime) = (orders | order, time is not null);
        }

        return orders;
    }

    /// <summary>A cell as ISO 8601; one that is written so already stays as it is, with its offset.</summary>
    public static string Iso(ReadOnlySpan<char> cell, DateOrders order)
    {
        if (IsIso(cell, out _) || !TryParse(cell, order, out var date, out var time))
            return cell.ToString();
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return time is { } at ? day + at.ToString("'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) : day;
    }

    private static bool IsIso(ReadOnlySpan<char> cell, out bool hasTime)
    {
        var type = cell.Length >= 10 && cell[4] == '-' ? CellTypes.Of(cell) : CellType.String;
        hasTime = type == CellType.DateTime;
        return type is CellType.Date or CellType.DateTime;
    }

    private static bool TryParse(ReadOnlySpan<char> cell, DateOrders order, out DateOnly date, out TimeOnly? time)
    {
        (date, time) = (default, null);
        var rest = cell;
        Span<int> parts = stackalloc int[3];
        var first = 0;
        if (order == DateOrders.YearFirst && EraYear(ref rest) is { } eraYear)
            (parts[0], first) = (eraYear, 1);
        if (!TryParts(ref rest, parts, first, order))
            return false;
        var (year, month, day) = order switch
        {
            DateOrders.YearFirst => (parts[0], parts[1], parts[2]),
            DateOrders.DayFirst => (parts[2], parts[1], parts[0]),
            DateOrders.MonthFirst => (parts[2], parts[0], parts[1]),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not one order."),
        };
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        if (first == 1 && !IsInEra(cell, date))
            return false;
        return rest.IsEmpty || TryTime(rest, out time);
    }

    /// <summary>The three numbers and what is between them; of a year four digits, of the others one or two.</summary>
    private static bool TryParts(ref ReadOnlySpan<char> rest, scoped Span<int> parts, int first, DateOrders order)
    {
        var yearAt = order == DateOrders.YearFirst ? 0 : 2;
        var mark = '\0';
        for (var i = first; i < parts.Length; i++)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
            if (i == yearAt ? digits != 4 : digits is not (1 or 2))
                return false;
            parts[i] = int.Parse(rest[..digits], CultureInfo.InvariantCulture);
            rest = rest[digits..];
            if (i == 0)
                mark = rest.IsEmpty ? '\0' : rest[0];
            if (first == 1 && i == 1)
                mark = '年';
            var expected = mark == '年' ? "年月日"[i] : mark;
            if (mark != '年' && i == parts.Length - 1)
                break;
            if (rest.IsEmpty || rest[0] != expected)
                return false;
            rest = rest[1..];
        }

        return order switch
        {
            DateOrders.YearFirst => mark is '-' or '/' or '.' or '年',
            DateOrders.DayFirst => mark is '.' or '/' or '-',
            _ => mark is '/' or '-',
        };
    }

    /// <summary>The year that "令和8年" or "令和元年" is; takes it off. Null where no era is named.</summary>
    private static int? EraYear(ref ReadOnlySpan<char> rest)
    {
        foreach (var (name, first) in Eras)
        {
            if (!rest.StartsWith(name))
                continue;
            var end = rest.IndexOf('年');
            if (end < 0)
                return null;
            var written = rest[name.Length..end];
            if (written is not "元" && (written.Length is not (1 or 2) || written.ContainsAnyExceptInRange('0', '9')))
                return null;
            var year = written is "元" ? 1 : int.Parse(written, CultureInfo.InvariantCulture);
            rest = rest[(end + 1)..];
            return first.Year + year - 1;
        }

        return null;
    }

    /// <summary>Not before the era began, nor after it was over.</summary>
    private static bool IsInEra(ReadOnlySpan<char> cell, DateOnly date)
    {
        for (var i = 0; i < Eras.Length; i++)
        {
            if (cell.StartsWith(Eras[i].Name))
                return date >= Eras[i].First && (i == 0 || date <= Eras[i - 1].First);
        }

        return false;
    }

    /// <summary>"T10:30", " 10:30", " 9:05:30.25".</summary>
    private static bool TryTime(ReadOnlySpan<char> rest, out TimeOnly? time)
    {
        time = null;
        if (rest[0] is not ('T' or ' '))
            return false;
        var isTime = TimeOnly.TryParseExact(
            rest[1..], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        time = isTime ? parsed : null;
        return isTime;
    }
}
