namespace Trivium.Extraction.Csv;

/// <summary>Finds out how a CSV source is written, from its first characters.</summary>
internal static class CsvDialects
{
    private const string Delimiters = ",;\t|";

    /// <summary>"sep=;" in the first line is for Excel; it says what the delimiter is and is no record.</summary>
    private const string SeparatorLine = "sep=";

    /// <summary>Two: a single word in apostrophes may be a quotation.</summary>
    private const int ApostrophesMin = 2;

    /// <summary>The dialect.</summary>
    /// <param name="text">At most the first <see cref="CsvSample.CharsMax"/> characters.</param>
    /// <param name="isWhole">They are all there are.</param>
    /// <param name="delimiter">The delimiter, where the content type says it; null where it is to be found out.</param>
    /// <param name="skipped">How many characters to leave out in front.</param>
    public static CsvDialect Detect(ReadOnlySpan<char> text, bool isWhole, char? delimiter, out int skipped)
    {
        if (SaidIn(text, out skipped) is { } said)
            delimiter = said;
        var rest = text[skipped..];
        var quote = QuoteOf(rest, delimiter);
        CsvDialect? best = null;
        CsvSample? bestSample = null;
        foreach (var candidate in delimiter is { } known ? [known] : Delimiters.ToCharArray())
        {
            var dialect = new CsvDialect(candidate, quote);
            var sample = CsvSample.Read(rest, isWhole, dialect);
            if (sample.IsBroken && rest.Contains("\\\"", StringComparison.Ordinal))
                (dialect, sample) = Better((dialect, sample), rest, isWhole);
            if (bestSample is null || IsBetter(sample, bestSample))
                (best, bestSample) = (dialect, sample);
        }

        return best!;
    }

    /// <summary>With backslashes before quotes, where only that reads the source.</summary>
    private static (CsvDialect, CsvSample) Better(
        (CsvDialect Dialect, CsvSample Sample) doubled, ReadOnlySpan<char> text, bool isWhole)
    {
        var dialect = doubled.Dialect with { Backslash = true };
        var sample = CsvSample.Read(text, isWhole, dialect);
        return sample.IsBroken ? doubled : (dialect, sample);
    }

    private static bool IsBetter(CsvSample one, CsvSample other) => (one.Agreement, one.Width, other.IsBroken) switch
    {
        _ when one.IsBroken != other.IsBroken && one.Agreement > 0 == other.Agreement > 0 => other.IsBroken,
        _ when Math.Abs(one.Agreement - other.Agreement) > double.Epsilon => one.Agreement > other.Agreement,
        _ => one.Agreement > 0 && one.Width > other.Width,
    };

    private static char? SaidIn(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        var end = text.IndexOfAny('\r', '\n');
        var line = (end < 0 ? text : text[..end]).Trim('"');
        if (line.Length != SeparatorLine.Length + 1
            || !line.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase))
            return null;

        // The line end stays: an empty line is skipped and counted.
        length = end < 0 ? text.Length : end;
        return line[^1];
    }

    /// <summary>The apostrophe where fields begin and end with it and none does with quotation marks.</summary>
    private static char QuoteOf(ReadOnlySpan<char> text, char? delimiter)
    {
        var delimiters = delimiter is { } known ? known.ToString() : Delimiters;
        var (begins, ends) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var afterMark = i == 0 || text[i - 1] is '\r' or '\n' || delimiters.Contains(text[i - 1]);
            if (text[i] == '"' && afterMark)
                return '"';
            if (text[i] != '\'')
                continue;
            var beforeMark = i + 1 == text.Length || text[i + 1] is '\r' or '\n' || delimiters.Contains(text[i + 1]);
            begins += afterMark ? 1 : 0;
            ends += beforeMark ? 1 : 0;
        }

        return begins == ends && begins >= ApostrophesMin ? '\'' : '"';
    }
}
