namespace Trivium.Terms;

/// <summary>
/// The words with which Japanese asks, cut into pairs as the analyzer cuts texts. In a collection of documents, which
/// states and does not ask, they are rare; so ranking would take them for what the question is about.
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

    private static readonly HashSet<string> Pairs =
        [.. Words.SelectMany(word => Enumerable.Range(0, word.Length - 1).Select(start => word.Substring(start, 2)))];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Pairs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a pair, as it was typed, is of such a word, or 何 ("what") with the hiragana beside it.</summary>
    public static bool HasPair(ReadOnlySpan<char> pair) =>
        Lookup.Contains(pair) || pair is ['何', var next] && Scripts.IsHiragana(next)
            || pair is [var before, '何'] && Scripts.IsHiragana(before);
}
