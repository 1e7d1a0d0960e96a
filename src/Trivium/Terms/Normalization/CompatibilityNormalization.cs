using System.Text;

namespace Trivium.Terms.Normalization;

/// <summary>
/// Normalization Form KC of Unicode 14.0 (UAX #15): full-width letters become ASCII, half-width kana full-width,
/// letter and combining mark one character. The same on every machine.
/// </summary>
internal static class CompatibilityNormalization
{
    private const int HangulBase = 0xAC00, HangulCount = 11172;
    private const int LeadBase = 0x1100, LeadCount = 19;
    private const int VowelBase = 0x1161, VowelCount = 21;
    private const int TrailBase = 0x11A7, TrailCount = 28;

    /// <summary>
    /// Runs of combining marks are sorted; longer ones than this (no script has them) are left as they are.
    /// </summary>
    private const int MarksSortedMax = 64;

    /// <summary>The normalized text; the same instance where nothing had to change and that is cheap to see.</summary>
    public static string Normalize(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F') < 0)
            return text;
        var codePoints = Decompose(text);
        SortMarks(codePoints);
        var length = Compose(codePoints);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < length; i++)
            result.Append(char.ConvertFromUtf32(codePoints[i]));
        return result.ToString();
    }

    private static List<int> Decompose(string text)
    {
        var tables = UnicodeTables.Shared;
        var result = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            var codePoint = rune.Value;
            var hangul = codePoint - HangulBase;
            if (hangul is >= 0 and < HangulCount)
            {
                result.Add(LeadBase + hangul / (VowelCount * TrailCount));
                result.Add(VowelBase + hangul / TrailCount % VowelCount);
                if (hangul % TrailCount != 0)
                    result.Add(TrailBase + hangul % TrailCount);
            }
            else if (codePoint >= 0x80 && tables.TryDecompose(codePoint, out var decomposition))
                result.AddRange(decomposition);
            else
                result.Add(codePoint);
        }

        return result;
    }

    /// <summary>Canonical ordering: within each run of marks, stably by combining class.</summary>
    private static void SortMarks(List<int> codePoints)
    {
        var tables = UnicodeTables.Shared;
        for (var i = 1; i < codePoints.Count; i++)
        {
            var markClass = tables.CombiningClass(codePoints[i]);
            if (markClass == 0)
                continue;
            var limit = Math.Max(0, i - MarksSortedMax);
            for (var j = i; j > limit && tables.CombiningClass(codePoints[j - 1]) > markClass; j--)
                (codePoints[j - 1], codePoints[j]) = (codePoints[j], codePoints[j - 1]);
        }
    }

    /// <summary>Canonical composition in place; returns the new length.</summary>
    private static int Compose(List<int> codePoints)
    {
        var tables = UnicodeTables.Shared;
        var length = 0;
        var starter = -1;
        var lastClass = 0;
        for (var i = 0; i < codePoints.Count; i++)
        {
            var codePoint = codePoints[i];
            var markClass = tables.CombiningClass(codePoint);
            var adjacent = starter == length - 1;
            if (starter >= 0 && (adjacent || lastClass < markClass)
                && TryCompose(tables, codePoints[starter], codePoint, out var composite))
            {
                codePoints[starter] = composite;
                continue;
            }

            codePoints[length] = codePoint;
            lastClass = markClass;
            if (markClass == 0)
                starter = length;
            length++;
        }

        return length;
    }

    private static bool TryCompose(UnicodeTables tables, int first, int second, out int composite)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            composite = HangulBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TrailCount;
            return true;
        }

        if (first is >= HangulBase and < HangulBase + HangulCount && (first - HangulBase) % TrailCount == 0
            && second is > TrailBase and < TrailBase + TrailCount)
        {
            composite = first + second - TrailBase;
            return true;
        }

        return tables.TryCompose(first, second, out composite);
    }
}
