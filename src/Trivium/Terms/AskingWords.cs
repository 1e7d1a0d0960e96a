namespace Trivium.Terms;

/// <summary>
/// The words with which people ask, those of Japanese cut into pairs as the analyzer cuts texts. In a collection of documents,
/// which states and does not ask, they are rare; so ranking would take them for what the question is about.
/// </summary>
internal static class AskingWords
{
    // Neither the plain past (した) nor wishes (たい) are among them: texts have those for what they say.
    private static readonly string[] Words =
    [
        "とは", "どう", "どうか", "どうして", "どうやって", "どうすれば", "どのように", "どのような", "どこ", "どれ",
        "どちら", "どんな", "なぜ", "なに", "なんで", "いつ", "だれ",
        "のか", "なのか", "ですか", "なのですか", "ますか", "いますか", "ありますか", "できますか", "ませんか", "でしょうか",
        "ればいいですか", "ればよいですか", "いいでしょうか", "よいでしょうか", "教えて", "てください", "くださいませんか",
    ];

    private static readonly HashSet<string> English = new(
        [
            "what", "how", "why", "which", "who", "whose", "whom",
            "i", "me", "my", "we", "us", "our", "you", "your", "please", "tell",
        ],
        StringComparer.OrdinalIgnoreCase);

    // Without any of those it may be an order, which documents give too: "do not retry".
    private static readonly HashSet<string> EnglishBesideThose = new(
        ["am", "can", "could", "did", "do", "does", "may", "might", "must", "shall", "should", "will", "would"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Pairs =
        [.. Words.SelectMany(word => Enumerable.Range(0, word.Length - 1).Select(start => word.Substring(start, 2)))];

    /// <summary>The terms of a query that do not only ask.</summary>
    public static IEnumerable<Term> LeaveOut(string query, IReadOnlyList<Term> terms)
    {
        bool asks = terms.Any(term => Has(English, TextOf(term)));
        return terms.Where(term => !IsPair(TextOf(term)) && !Has(English, TextOf(term))
            && !(asks && Has(EnglishBesideThose, TextOf(term))));

        ReadOnlySpan<char> TextOf(Term term) => query.AsSpan(term.Start, term.Length);
    }

    /// <summary>Whether a word of English is one with which people ask, be it only beside another one.</summary>
    public static bool MayBe(string word) => English.Contains(word) || EnglishBesideThose.Contains(word);

    private static bool Has(HashSet<string> words, ReadOnlySpan<char> text) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    /// <summary>Whether a pair, as it was typed, is of such a word, or 何 ("what") with the hiragana beside it.</summary>
    private static bool IsPair(ReadOnlySpan<char> pair) =>
        Has(Pairs, pair) || pair is ['何', var next] && Scripts.IsHiragana(next)
            || pair is [var before, '何'] && Scripts.IsHiragana(before);
}
