using System.Text;

namespace Trivium.Terms;

/// <summary>
/// Writes terms in the letters a to z so that an English analyzer takes each for one unknown word and leaves it alone.
/// <list type="bullet">
/// <item>A letter other than q stands for itself, <c>qz</c> for q, <c>qa</c> to <c>qj</c> for the digits 0 to 9.</item>
/// <item>Any other character is <c>qx</c> and its code point as four letters, base 26, most significant first.</item>
/// <item>A pair of characters of a script without word spaces is <c>qy</c> and twice four letters.</item>
/// <item>Every term ends with a single <c>q</c>: no ending of English, and no stop word ends with it.</item>
/// </list>
/// No two terms have the same encoding, except those cut at <see cref="EncodedLengthMax"/>.
/// </summary>
internal static class TermEncoding
{
    /// <summary>39: some analyzers drop words of 40 letters and more.</summary>
    public const int EncodedLengthMax = 39;

    private const char Mark = 'q';
    private const int Base = 26;

    /// <summary>26⁴: all characters of all scripts are below; what is above is not text.</summary>
    private const int CodePointsMax = Base * Base * Base * Base;

    /// <summary>Encodes a word: lower-case, normalized. What does not fit is cut after a whole character.</summary>
    public static string Word(ReadOnlySpan<char> word)
    {
        var result = new StringBuilder(word.Length + 1);
        foreach (var rune in word.EnumerateRunes())
        {
            var length = result.Length;
            AppendCharacter(result, rune.Value);
            if (result.Length < EncodedLengthMax)
                continue;
            result.Length = length;
            break;
        }

        return result.Append(Mark).ToString();
    }

    /// <summary>Encodes two neighbours.</summary>
    public static string Pair(int first, int second)
    {
        var result = new StringBuilder(11).Append(Mark).Append('y');
        AppendLetters(result, first);
        AppendLetters(result, second);
        return result.Append(Mark).ToString();
    }

    private static void AppendCharacter(StringBuilder result, int codePoint)
    {
        switch (codePoint)
        {
            case Mark:
                result.Append(Mark).Append('z');
                break;
            case >= 'a' and <= 'z':
                result.Append((char)codePoint);
                break;
            case >= '0' and <= '9':
                result.Append(Mark).Append((char)('a' + codePoint - '0'));
                break;
            default:
                result.Append(Mark).Append('x');
                AppendLetters(result, codePoint);
                break;
        }
    }

    private static void AppendLetters(StringBuilder result, int codePoint)
    {
        var rest = codePoint % CodePointsMax;
        for (var unit = CodePointsMax / Base; unit > 0; unit /= Base)
        {
            result.Append((char)('a' + rest / unit));
            rest %= unit;
        }
    }
}
