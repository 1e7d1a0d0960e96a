using System.Text;
using Trivium.Embeddings;

namespace Trivium.Terms;

/// <summary>
/// The one analyzer of full text, for what is indexed and for queries: normalized, lower-case words with their light
/// English stems, and the pairs of neighbours of scripts without word spaces. Where the script changes, a term ends.
/// </summary>
public static class TermAnalyzer
{
    /// <summary>
    /// Changes whenever the same text may give other terms: what is indexed must then be indexed again.
    /// </summary>
    public const string Version = "1";

    /// <summary>30: as many terms as a full text function of the store takes.</summary>
    public const int QueryTermsMax = 30;

    /// <summary>
    /// The terms of a text in reading order, duplicates and all. A word whose stem differs is there twice, as it is and
    /// as its stem, at the same place: so an exact match counts more than one of another form.
    /// </summary>
    public static IReadOnlyList<Term> Analyze(string text)
    {
        var terms = new List<Term>();
        var folded = FoldedText.Of(text);
        foreach (var run in TextRuns.Of(folded.Text))
        {
            if (run.Script == Script.Word)
                AddWord(terms, folded, run);
            else
                AddPairs(terms, folded, run.Start, run.Text.Length);
        }

        return terms;
    }

    /// <summary>
    /// The encoded terms in reading order, separated by single blanks: what the full text index is given.
    /// </summary>
    public static string IndexText(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        foreach (var term in Analyze(text))
        {
            if (result.Length > 0)
                result.Append(' ');
            result.Append(term.Encoded);
        }

        return result.ToString();
    }

    /// <summary>
    /// The distinct terms of a query, those first that are rare in English by the built-in word list, then in the order
    /// of the query. Whoever has statistics of the index orders by those before taking only some.
    /// </summary>
    /// <param name="query">What someone looks for.</param>
    /// <param name="max">How many terms at most.</param>
    public static IReadOnlyList<string> QueryTerms(string query, int max = QueryTermsMax)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. Analyze(query)
            .Where(term => seen.Add(term.Encoded))
            .OrderByDescending(term => RarityOf(query.AsSpan(term.Start, term.Length)))
            .Take(max)
            .Select(term => term.Encoded)];
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

    private static void AddPairs(List<Term> terms, FoldedText folded, int position, int length)
    {
        var end = position + length;
        var first = Rune.GetRuneAt(folded.Text, position);
        var second = position + first.Utf16SequenceLength;
        if (second >= end)
        {
            var start = folded.StartOf(position);
            terms.Add(new Term(
                TermEncoding.Word(folded.Text.AsSpan(position, length)), start, folded.EndOf(end - 1) - start));
        }

        while (second < end)
        {
            var next = Rune.GetRuneAt(folded.Text, second);
            var pairEnd = second + next.Utf16SequenceLength;
            var start = folded.StartOf(position);
            terms.Add(new Term(
                TermEncoding.Pair(first.Value, next.Value), start, folded.EndOf(pairEnd - 1) - start));
            (position, first, second) = (second, next, pairEnd);
        }
    }
}
