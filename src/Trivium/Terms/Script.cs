using System.Globalization;
using System.Text;

namespace Trivium.Terms;

/// <summary>How the characters of a script make terms.</summary>
internal enum Script
{
    /// <summary>White space, punctuation, symbols: ends a term.</summary>
    None,

    /// <summary>Scripts with words between blanks, and digits: a word is a term.</summary>
    Word,

    /// <summary>Scripts that run on without blanks: every pair of neighbours is a term.</summary>
    Pair,
}

/// <summary>The script of characters.</summary>
internal static class Scripts
{
    public static Script Of(int codePoint) => codePoint switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' => Script.Word,
        < 0x80 => Script.None,
        // 々 〆 〇, kana with the length mark, Bopomofo, Han, Hangul, and Thai, Lao, Myanmar, Khmer.
        >= 0x3005 and <= 0x3007 or >= 0x3041 and <= 0x3096 or 0x309D or 0x309E or >= 0x30A1 and <= 0x30FA
            or >= 0x30FC and <= 0x312F or >= 0x31F0 and <= 0x31FF or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
            or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF
            or >= 0x0E01 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17D3 => Script.Pair,
        _ => Rune.IsValid(codePoint) && IsWord(new Rune(codePoint)) ? Script.Word : Script.None,
    };

    /// <summary>Whether a character is one of Han, each of which has a meaning of its own.</summary>
    public static bool IsHan(int codePoint) => codePoint is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;

    /// <summary>Whether a character is one of hiragana, in which Japanese writes its particles and endings.</summary>
    public static bool IsHiragana(int codePoint) => codePoint is >= 0x3041 and <= 0x3096;

    /// <summary>Hiragana as the katakana of the same sound; anything else as it is.</summary>
    public static int AsKatakana(int codePoint) => codePoint is >= 0x3041 and <= 0x3096 or 0x309D or 0x309E
        ? codePoint + 0x60
        : codePoint;

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
