namespace Trivium.Extraction.Csv;

/// <summary>
/// Finds the delimiter of a CSV source: the one of comma, semicolon and tab that its header has most of.
/// </summary>
internal static class CsvDelimiter
{
    private static readonly char[] Candidates = [',', ';', '\t'];

    public static char Detect(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        var quoted = false;
        foreach (var c in text.TrimStart("\r\n"))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ('\r' or '\n'))
                break;
            else if (!quoted && Array.IndexOf(Candidates, c) is >= 0 and var index)
                counts[index]++;
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return Candidates[best];
    }
}
