namespace Trivium.Extraction.Csv;

/// <summary>The first records of a source as a dialect reads them.</summary>
internal sealed class CsvSample
{
    /// <summary>64 Ki characters: hundreds of records tell how a source is written as well as all of them.</summary>
    public const int CharsMax = 64 * 1024;

    /// <summary>1,000 records: more would only cost time.</summary>
    private const int RecordsMax = 1_000;

    private CsvSample(List<string[]> records, bool isBroken)
    {
        (Records, IsBroken) = (records, isBroken);
        foreach (var group in records.GroupBy(record => record.Length))
        {
            if (group.Count() > AgreeingCount || (group.Count() == AgreeingCount && group.Key > Width))
                (Width, AgreeingCount) = (group.Key, group.Count());
        }
    }

    /// <summary>The records; gaps are empty.</summary>
    public IReadOnlyList<string[]> Records { get; }

    /// <summary>True where the dialect cannot read the source.</summary>
    public bool IsBroken { get; }

    /// <summary>How many fields most records have.</summary>
    public int Width { get; }

    /// <summary>How many records have so many.</summary>
    public int AgreeingCount { get; }

    /// <summary>The part of the records that agree; 0 where they agree in having one field.</summary>
    public double Agreement => Width < 2 ? 0 : (double)AgreeingCount / Records.Count;

    public static CsvSample Read(ReadOnlySpan<char> text, bool isWhole, CsvDialect dialect)
    {
        var records = new List<string[]>();
        var reader = new CsvReader(dialect);
        try
        {
            while (records.Count < RecordsMax && reader.TryRead(text, isWhole, out var consumed))
            {
                var record = new string[reader.FieldCount];
                for (var i = 0; i < record.Length; i++)
                    record[i] = reader.Field(text, i).ToString();
                records.Add(record);
                text = text[consumed..];
            }
        }
        catch (ContentException)
        {
            return new(records, true);
        }

        return new(records, false);
    }
}
