using Trivium.Embeddings;

namespace Trivium.Answers;

/// <summary>How little a word of a to z is grammar.</summary>
internal static class WordRarity
{
    /// <summary>100: the commonest words of English, which are grammar and no subject.</summary>
    private const int GrammarWords = 100;

    /// <summary>What only asks, or stands for someone, and is not among the commonest; a and i are not on the list at all.</summary>
    private static readonly HashSet<string> _asking = new(StringComparer.Ordinal)
    {
        "a", "i", "me", "my", "you", "your", "how", "why", "whose", "does", "do", "should", "must", "please", "explain", "tell",
    };

    /// <summary>From 0 for "the" to 1 for one that is not on the list.</summary>
    /// <param name="word">In lower case.</param>
    public static double Of(string word)
    {
        if (_asking.Contains(word)) return 0;

        int rank = WordList.Shared.IndexOf(word);
        return rank < 0 ? 1 : rank < GrammarWords ? 0 : Math.Log(rank + 1) / Math.Log(WordList.Shared.Count);
    }
}
