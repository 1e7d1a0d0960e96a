using Trivium.Terms;

namespace Trivium.Search;

/// <summary>Where a hit's text shows what was looked for.</summary>
internal static class Highlights
{
    /// <summary>The places of the terms and of the phrases, in order, those that touch or overlap as one.</summary>
    /// <param name="text">The hit's text.</param>
    /// <param name="terms">The query's terms, encoded.</param>
    /// <param name="phrases">The query's phrases.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Of(string text, IReadOnlySet<string> terms, PhraseFilter phrases)
    {
        var places = TermAnalyzer.AnalyzeIndexed(text)
            .Where(term => terms.Contains(term.Encoded))
            .Select(term => (term.Start, term.Length))
            .Concat(phrases.Find(text))
            .OrderBy(place => place.Start);

        var merged = new List<int[]>();
        foreach (var (start, length) in places)
        {
            if (merged.Count > 0 && merged[^1] is var last && start <= last[0] + last[1])
                last[1] = Math.Max(last[1], start + length - last[0]);
            else
                merged.Add([start, length]);
        }

        return merged;
    }
}
