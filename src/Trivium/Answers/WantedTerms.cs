using Trivium.Terms;

namespace Trivium.Answers;

/// <summary>
/// What a text is about, to be looked for in sentences: its words, each in all its forms, weighted by how few of the sentences
/// have it and how rare it is anyhow. A rare word that none has weighs most: a sentence that lacks it hardly says the same.
/// </summary>
internal sealed class WantedTerms
{
    /// <summary>.5: hiragana beside another script is half grammar.</summary>
    private const double MixedRarity = 0.5;

    private readonly (string[] Forms, double Weight)[] _words;
    private readonly double _total;

    private WantedTerms((string[] Forms, double Weight)[] words)
    {
        _words = words;
        _total = words.Sum(word => word.Weight);
    }

    /// <summary>True where the text has no word that says anything.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <param name="text">What is looked for.</param>
    /// <param name="among">The sentences it is looked for in.</param>
    public static WantedTerms Of(string text, IReadOnlyCollection<PassageSentence> among)
    {
        var words = TermAnalyzer.Analyze(text)
            .Select(term => (term.Start, term.Encoded, Rarity: RarityOf(text.AsSpan(term.Start, term.Length))))
            .Where(term => term.Rarity > 0)
            .GroupBy(term => term.Start)
            .Select(forms => (
                Forms: forms.Select(form => form.Encoded).Distinct(StringComparer.Ordinal).ToArray(),
                Rarity: forms.Max(form => form.Rarity)))
            .DistinctBy(word => word.Forms[0], StringComparer.Ordinal);
        return new([.. words.Select(word => (word.Forms, word.Rarity * WeightOf(word.Forms, among)))]);
    }

    /// <summary>How much of what is wanted the terms have, by weight: 0 to 1.</summary>
    public double Coverage(IReadOnlySet<string> terms) =>
        _total == 0 ? 0 : _words.Where(word => word.Forms.Any(terms.Contains)).Sum(word => word.Weight) / _total;

    // The inverse document frequency of BM25.
    private static double WeightOf(string[] forms, IReadOnlyCollection<PassageSentence> among)
    {
        int frequency = among.Count(sentence => forms.Any(sentence.Terms.Contains));
        return Math.Log(1 + ((among.Count - frequency + 0.5) / (frequency + 0.5)));
    }

    /// <summary>How little a word is grammar, from 0 for "the" to 1 for one that is not on the list.</summary>
    private static double RarityOf(ReadOnlySpan<char> word)
    {
        if (word.IndexOfAnyExceptInRange('\u3041', '\u3096') < 0) return 0;
        if (word.IndexOfAnyInRange('\u3041', '\u3096') >= 0) return MixedRarity;

        return WordRarity.Of(word.ToString().ToLowerInvariant());
    }
}
