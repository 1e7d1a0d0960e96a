using Trivium.Terms;

namespace Trivium.Answers.Extractive;

/// <summary>What a word is written in, which in Japanese says what kind of word it is.</summary>
internal enum WordScript
{
    /// <summary>A word between blanks.</summary>
    Letters,

    /// <summary>A foreign word or a name.</summary>
    Katakana,

    /// <summary>A noun, or several.</summary>
    Han,

    /// <summary>A Han character and the hiragana after it: mostly a verb or an adjective.</summary>
    Inflected,

    /// <summary>Particles and endings, and 何, which asks.</summary>
    Grammar,
}

/// <summary>Tells scripts of words.</summary>
internal static class WordScripts
{
    public static WordScript Of(ReadOnlySpan<char> word)
    {
        (bool katakana, bool han, bool hiragana) = (false, false, false);
        foreach (char character in word)
        {
            katakana |= IsKatakana(character);
            hiragana |= Scripts.IsHiragana(character);
            han |= Scripts.IsHan(character);
            if (!IsJapanese(character)) return WordScript.Letters;
        }

        if (hiragana) return han && Scripts.IsHiragana(word[^1]) ? WordScript.Inflected : WordScript.Grammar;

        return word is "何" or [] ? WordScript.Grammar : han ? WordScript.Han : WordScript.Katakana;
    }

    /// <summary>Kana or Han.</summary>
    public static bool IsJapanese(char character) =>
        IsKatakana(character) || Scripts.IsHiragana(character) || Scripts.IsHan(character);

    private static bool IsKatakana(char character) => character is >= '\u30A1' and <= '\u30FC';
}
