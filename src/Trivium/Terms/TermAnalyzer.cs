using System.Text;
using Trivium.Embeddings;

namespace Trivium.Terms;

/// <summary>
/// The one analyzer of full text, for what is indexed and for queries: normalized, lower-case words with their light
/// English stems, and the pairs of neighbours of scripts without word spaces, hiragana as katakana. Where the script
/// changes, a term ends.
/// </summary>
public static class TermAnalyzer
{
    /// <summary>
    /// Changes whenever the same text may give other terms: what is indexed must then be indexed again.
    /// </summary>
    public const string Version = "3";

    /// <summary>30: as many terms as a full text function of the store takes.</summary>
    public const int QueryTermsMax = 30;

    /// <summary>
    /// The terms of a text in reading order, duplicates and all. A word whose stem differs is there twice, as it is and
    /// as its stem, at the same place: so an exact match counts more than one of another form.
    /// </summary>
    public static IReadOnlyList<Term> Analyze(string text) => Analyze(text, withCharacters: false);

    /// <summary>
    /// The terms of <see cref="Analyze(string)"/> and each Han character by itself, which is what a query of one
    /// character is: it finds the words that have it. Longer queries do not ask for them, which ranks better.
    /// </summary>
    public static IReadOnlyList<Term> AnalyzeIndexed(string text) => Analyze(text, withCharacters: true);

    /// <summary>
    /// The encoded terms in reading order, separated by single blanks: what the full text index is given. Each Han
    /// character by itself is there once however often it occurs, so that they lengthen texts little, by which ranking
    /// is measured. The terms of the heading come last, once more than the text has them: a word of the heading says
    /// more about what is below it than any other.
    /// </summary>
    /// <param name="text">All of the text, its headings included.</param>
    /// <param name="heading">The innermost of its headings; null where it has none.</param>
    public static string IndexText(string text, string? heading = null)
    {
        var result = new StringBuilder(text.Length * 2);
        var characters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in AnalyzeIndexed(text))
        {
            bool isHan = Rune.TryGetRuneAt(text, term.Start, out var first)
                && first.Utf16SequenceLength == term.Length && Scripts.IsHan(first.Value);
            if (!isHan || characters.Add(term.Encoded)) Append(term);
        }

        foreach (var term in AnalyzeHeading(heading ?? "")) Append(term);
        return result.ToString();

        void Append(Term term)
        {
            if (result.Length > 0) result.Append(' ');
            result.Append(term.Encoded);
        }
    }

    /// <summary>
    /// The distinct terms of a query, without the words that only ask, those first that are rare in English by the built-in
    /// word list, then in the order of the query. Whoever has statistics of the index orders by those before taking only some.
    /// </summary>
    /// <param name="query">What someone looks for.</param>
    /// <param name="max">How many terms at most.</param>
    public static IReadOnlyList<string> QueryTerms(string query, int max = QueryTermsMax)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. AnalyzeQuery(query)
            .Where(term => seen.Add(term.Encoded))
            .OrderByDescending(term => RarityOf(query.AsSpan(term.Start, term.Length)))
            .Take(max)
            .Select(term => term.Encoded)];
    }

    /// <summary>
    /// The terms of a query in reading order, without those that only ask (<see cref="AskingWords"/>); all of them
    /// where nothing else is there.
    /// </summary>
    internal static IReadOnlyList<Term> AnalyzeQuery(string query)
    {
        IReadOnlyList<Term> terms = Analyze(query);
        Term[] wanted = [.. AskingWords.LeaveOut(query, terms)];
        return wanted.Length > 0 ? wanted : terms;
    }

    /// <summary>
    /// The terms of a heading that are indexed once more: words with their stems, and of pairs every second one, which
    /// have all the characters. All pairs would make longer texts and weigh more than words do.
    /// </summary>
    internal static IEnumerable<Term> AnalyzeHeading(string heading)
    {
        int start = 0;
        int end = 0;
        foreach (var term in Analyze(heading))
        {
            bool beginsInsideTheLast = term.Start > start && term.Start < end;
            if (beginsInsideTheLast) continue;
            (start, end) = (term.Start, term.Start + term.Length);
            yield return term;
        }
    }

    private static List<Term> Analyze(string text, bool withCharacters)
    {
        var terms = new List<Term>();
        var folded = FoldedText.Of(text);
        foreach (var run in TextRuns.Of(folded.Text))
        {
            if (run.Script == Script.Word)
                AddWord(terms, folded, run);
            else
                AddPairs(terms, folded, run.Start, run.Text.Length, withCharacters);
        }

        return terms;
    }

    /// <summary>The rank in the word list; more than any for a word that is not on it or has another script.</summary>
    private static int RarityOf(ReadOnlySpan<char> original)
    {
        // Hiragana is mostly grammar: alone as common as the commonest English words, beside others half so.
        if (original.IndexOfAnyExceptInRange('\u3041', '\u3096') < 0)
            return 0;
        if (original.IndexOfAnyInRange('\u3041', '\u3096') >= 0)
            return WordList.Shared.Count / 2;
        var word = original.ToString().ToLowerInvariant();
        return WordList.Shared.IndexOf(word) is >= 0 and var rank ? rank : int.MaxValue;
    }

    private static void AddWord(List<Term> terms, FoldedText folded, TextRun run)
    {
        var span = run.Text.Span;
        // "function's" is a form of "function"; "don't" is one word.
        if (span.Length > 2 && span[^1] == 's' && TextRuns.IsApostrophe(span[^2]))
            span = span[..^2];
        var word = span.ToString().Replace("'", "").Replace("’", "");
        var start = folded.StartOf(run.Start);
        var end = folded.EndOf(run.Start + span.Length - 1);
        terms.Add(new Term(TermEncoding.Word(word), start, end - start));
        if (word.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
            return;
        var stem = EnglishStem.Of(word);
        if (stem != word)
            terms.Add(new Term(TermEncoding.Word(stem), start, end - start));
    }

    private static void AddPairs(List<Term> terms, FoldedText folded, int position, int length, bool withCharacters)
    {
        var end = position + length;
        var first = Rune.GetRuneAt(folded.Text, position);
        if (first.Utf16SequenceLength == length)
        {
            terms.Add(Character(folded, position, first));
            return;
        }

        while (position < end)
        {
            if (withCharacters && Scripts.IsHan(first.Value)) terms.Add(Character(folded, position, first));
            var second = position + first.Utf16SequenceLength;
            if (second >= end) return;

            var next = Rune.GetRuneAt(folded.Text, second);
            var start = folded.StartOf(position);
            terms.Add(new Term(
                TermEncoding.Pair(Scripts.AsKatakana(first.Value), Scripts.AsKatakana(next.Value)),
                start,
                folded.EndOf(second + next.Utf16SequenceLength - 1) - start));
            (position, first) = (second, next);
        }
    }

    private static Term Character(FoldedText folded, int position, Rune character)
    {
        Span<char> text = stackalloc char[2];
        int length = new Rune(Scripts.AsKatakana(character.Value)).EncodeToUtf16(text);
        int start = folded.StartOf(position);
        return new(TermEncoding.Word(text[..length]), start, folded.EndOf(position + length - 1) - start);
    }
}
