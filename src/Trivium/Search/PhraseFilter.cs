using Trivium.Terms;

namespace Trivium.Search;

/// <summary>
/// The phrases of a query, checked on the original text of what was found: terms alone do not say what stood side by
/// side.
/// </summary>
internal sealed class PhraseFilter(IReadOnlyList<string> phrases)
{
    public bool IsEmpty => phrases.Count == 0;

    /// <summary>Terms that a text with all phrases certainly has: they narrow what must be read and checked.</summary>
    public IReadOnlyList<string> RequiredTerms() =>
        [.. phrases.SelectMany(Terms).Distinct(StringComparer.Ordinal).Take(SearchLimits.TermsMax)];

    /// <summary>Whether every phrase stands in the text or in one of the headings.</summary>
    public bool Passes(string text, IReadOnlyList<string> headings)
    {
        if (IsEmpty) return true;
        List<PhraseText> texts = [new(text), .. headings.Select(heading => new PhraseText(heading))];
        return phrases.All(phrase => texts.Any(candidate => candidate.Find(phrase).Any()));
    }

    /// <summary>Where the phrases stand.</summary>
    public IEnumerable<(int Start, int Length)> Find(string text)
    {
        if (IsEmpty) return [];
        var candidate = new PhraseText(text);
        return phrases.SelectMany(candidate.Find);
    }

    // A lone character of a script without spaces is a term only where nothing of its script stands beside it.
    private static IEnumerable<string> Terms(string phrase) => TermAnalyzer.Analyze(phrase)
        .Where(term => term.Length > 1 || char.IsAscii(phrase[term.Start]))
        .Select(term => term.Encoded);
}
