using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Csv;

/// <summary>What stands where in a CSV source: captions, then a header or none, then rows.</summary>
/// <param name="Captions">How many records at the top are lines of text above the table.</param>
/// <param name="HasHeader">Whether the first record below them names the columns.</param>
internal readonly record struct CsvLayout(int Captions, bool HasHeader)
{
    /// <summary>20: how far down a header may be.</summary>
    private const int CaptionsMax = 20;

    /// <summary>A year names a column as well as a word does: 1900 to 2100.</summary>
    private const int YearMin = 1900;

    private const int YearMax = 2100;

    public static CsvLayout Of(CsvSample sample)
    {
        var captions = 0;
        var captionsMax = Math.Min(CaptionsMax, sample.Records.Count - 1);
        while (captions < captionsMax && IsCaption(sample.Records[captions], sample.Width))
            captions++;
        return new(captions, IsHeader(sample, captions));
    }

    /// <summary>
    /// A comment, or one or two texts, such as a title or a name and its value, that leave more than half of the columns
    /// empty.
    /// </summary>
    private static bool IsCaption(string[] record, int width)
    {
        if (record.Length != width && (record[0].StartsWith('#') || record.Length == 1))
            return width > 1;
        var filled = record.TakeWhile(cell => cell.Length > 0).Count();
        return filled is 1 or 2 && filled * 2 < width && record.Count(cell => cell.Length > 0) == filled;
    }

    /// <summary>
    /// The first record is data where at least one of its cells is of the type that the others of its column have, and
    /// none is a word above a column of numbers or dates. Where nothing is typed, nothing tells, and it is a header.
    /// </summary>
    private static bool IsHeader(CsvSample sample, int first)
    {
        if (first >= sample.Records.Count)
            return true;
        var record = sample.Records[first];
        if (sample.Records.Count == first + 1)
            return record.Any(cell => TypeOf(cell) == CellType.String && cell.Length > 0);
        if (AreYears(record))
            return true;
        var alike = 0;
        for (var column = 0; column < record.Length; column++)
        {
            var survey = new ColumnSurvey();
            foreach (var row in sample.Records.Skip(first + 1))
                survey.Add(column < row.Length ? row[column] : "");
            if (survey.Rule().Type == CellType.String || record[column].Length == 0)
                continue;
            survey.Add(record[column]);
            if (survey.Rule().Type == CellType.String)
                return true;
            alike++;
        }

        return alike == 0;
    }

    private static CellType TypeOf(string cell)
    {
        var survey = new ColumnSurvey();
        survey.Add(cell);
        return survey.Rule().Type;
    }

    /// <summary>Words, and at least two years, each of them once.</summary>
    private static bool AreYears(string[] record)
    {
        string[] typed = [.. record.Where(cell => cell.Length > 0 && TypeOf(cell) != CellType.String)];
        return typed.Length >= 2 && typed.Length < record.Length && typed.Distinct().Count() == typed.Length
            && Array.TrueForAll(typed, cell => cell.Length == 4 && int.TryParse(cell, out var year)
                && year is >= YearMin and <= YearMax);
    }
}
