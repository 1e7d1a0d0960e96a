using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Csv;

/// <summary>
/// CSV and tab-separated values: the first record is the header, every other one a row. A record with fewer fields than
/// the header has gaps at its end; one with more is refused, because its cells cannot be told apart from shifted ones.
/// </summary>
internal static class CsvExtraction
{
    public static ExtractedDocument Extract(
        string text, bool tabSeparated, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var header = new List<string>();
        var rows = new List<string?[]>();
        foreach (var record in Records(text, tabSeparated, header, cancellationToken))
            rows.Add(record);
        if (header.Count == 0)
            return new ExtractedDocument { Title = hints.Title, Language = LanguageDetection.Undetermined };
        var name = new TableNames().Next(TableNames.FromFile(hints.FileName), hints.Title);
        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = LanguageDetection.Detect(header.Concat(rows.Take(100).SelectMany(row => row).OfType<string>())),
            Tables = [CellTable.Create(name, header, rows, null)],
        };
    }

    /// <summary>Reads everything and keeps nothing.</summary>
    public static void Validate(string text, bool tabSeparated, CancellationToken cancellationToken)
    {
        foreach (var _ in Records(text, tabSeparated, [], cancellationToken))
        {
        }
    }

    private static IEnumerable<string?[]> Records(
        string text, bool tabSeparated, List<string> header, CancellationToken cancellationToken)
    {
        var reader = new CsvReader(text, tabSeparated ? '\t' : CsvDelimiter.Detect(text));
        if (!reader.Read())
            yield break;
        header.AddRange(reader.Fields.Select(field => field ?? ""));
        TableLimits.RequireColumns(header.Count, "The header");
        for (var count = 1; reader.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableLimits.RequireRows(count, "The file");
            RequireFits(reader, header.Count);
            yield return [.. reader.Fields.Take(header.Count)];
        }
    }

    private static void RequireFits(CsvReader reader, int columns)
    {
        var chars = 0;
        for (var i = 0; i < reader.Fields.Count; i++)
        {
            if (reader.Fields[i] is not { } field)
                continue;
            chars += field.Length;
            if (i >= columns)
                throw ContentException.ForInvalid(
                    $"The record in line {reader.RecordLine} has {reader.Fields.Count} fields, the header has "
                    + $"{columns}. Quote a field that contains the delimiter, or name every column in the header.");
        }

        TableLimits.RequireRowChars(chars, $"The record in line {reader.RecordLine}");
    }
}
