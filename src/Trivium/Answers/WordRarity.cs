using Trivium.Embeddings;
using Trivium.Terms;

namespace Trivium.Answers;

/// <summary>How little a word of a to z is grammar.</summary>
internal static class WordRarity
{
    /// <summary>100: the commonest words of English, which are grammar and no subject.</summary>
    private const int GrammarWords = 100;

    /// <summary>From 0 for "the" to 1 for one that is not on the list.</summary>
    /// <param name="word">In lower case.</param>
    public static double Of(string word)
    {
        // "a" is not on the list: words of one letter are not.
        if (word == "a" || AskingWords.MayBe(word)) return 0;

        int rank = WordList.Shared.IndexOf(word);
        return rank < 0 ? 1 : rank < GrammarWords ? 0 : Math.Log(rank + 1) / Math.Log(WordList.Shared.Count);
    }
}
