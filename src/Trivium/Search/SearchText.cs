namespace Trivium.Search;

/// <summary>A query as typed, taken apart.</summary>
/// <param name="Text">All of it without the quotation marks: what is embedded and analyzed.</param>
/// <param name="Phrases">What stood in double quotes, not empty ones.</param>
internal sealed record SearchText(string Text, IReadOnlyList<string> Phrases)
{
    // People's keyboards and word processors turn straight quotes into these.
    private static readonly char[] _quotes = ['"', '“', '”', '＂'];

    /// <summary>
    /// A quotation mark that is never closed counts for nothing; phrases over the limit count as words.
    /// </summary>
    public static SearchText Parse(string query)
    {
        var parts = query.Split(_quotes);
        var phrases = new List<string>();
        for (var index = 1; index < parts.Length - 1 && phrases.Count < SearchLimits.PhrasesMax; index += 2)
        {
            if (!string.IsNullOrWhiteSpace(parts[index])) phrases.Add(parts[index].Trim());
        }

        return new(string.Join(' ', parts).Trim(), phrases);
    }
}
