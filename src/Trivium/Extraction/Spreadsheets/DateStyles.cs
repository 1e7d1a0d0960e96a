using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Trivium.Extraction.Spreadsheets;

/// <summary>Which cell styles show a number as a date, and what date a number is (ECMA-376 part 1, 18.17.4).</summary>
internal sealed class DateStyles
{
    /// <summary>2,958,466 days: the first of the year 10,000.</summary>
    private const double DaysMax = 2_958_466;

    private readonly bool[] isDate;
    private readonly bool from1904;

    public DateStyles(WorkbookPart workbook)
    {
        from1904 = workbook.Workbook?.WorkbookProperties?.Date1904?.Value ?? false;
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var codes = new Dictionary<uint, string>();
        foreach (var format in sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && format.FormatCode?.Value is { } code)
                codes.TryAdd(id, code);
        }

        isDate = [.. (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select(format =>
            IsDate(format.NumberFormatId?.Value ?? 0, codes))];
    }

    /// <summary>ISO 8601 without a zone; a whole day without the time. Null where the style shows a number.</summary>
    public string? Instant(double days, uint style)
    {
        if (style >= isDate.Length || !isDate[style] || days is < 0 or >= DaysMax)
            return null;
        var epoch = from1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);

        // 1900 had no 29 February, but the first spreadsheet thought so; numbers below 60 are one day off since.
        if (!from1904 && days < 60)
            days++;
        var instant = epoch.AddSeconds(Math.Round(days * 86_400));
        return instant.ToString(
            instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static bool IsDate(uint id, Dictionary<uint, string> codes) => codes.TryGetValue(id, out var code)
        ? ShowsDay(code)
        : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58);

    /// <summary>True where the code has a day or year outside of quotes, brackets and escapes.</summary>
    private static bool ShowsDay(string code)
    {
        // The one word that is no code of its own letters.
        code = code.Replace("General", "", StringComparison.OrdinalIgnoreCase);
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '[' when !quoted:
                    bracketed = true;
                    break;
                case ']' when !quoted:
                    bracketed = false;
                    break;
                case '\\' or '_' or '*' when !quoted:
                    i++;
                    break;
                case 'd' or 'D' or 'y' or 'Y' or 'e' when !quoted && !bracketed:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
