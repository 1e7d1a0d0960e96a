using System.Text;

namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>Text to words: runs of letters and digits, in lower case. No stemming and no stop words.</summary>
public static class FullTextTokenizer
{
    /// <summary>The words of a text in order, repetitions included.</summary>
    public static List<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(Rune.ToLowerInvariant(rune).ToString());
            else Flush(word, words);
        }

        Flush(word, words);
        return words;
    }

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length == 0) return;
        words.Add(word.ToString());
        word.Clear();
    }
}
