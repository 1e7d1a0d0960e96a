namespace Trivium.Extraction.Tables;

/// <summary>The ways numbers are written, told apart by what groups digits and what begins a fraction.</summary>
[Flags]
internal enum NumberFormats
{
    None = 0,

    /// <summary>1,234.5</summary>
    CommaPoint = 1,

    /// <summary>1.234,5</summary>
    PointComma = 2,

    /// <summary>1 234.5</summary>
    SpacePoint = 4,

    /// <summary>1 234,5</summary>
    SpaceComma = 8,

    All = CommaPoint | PointComma | SpacePoint | SpaceComma,
}

/// <summary>Reads the digits of a number, without its currency or percent sign, in each format.</summary>
internal static class NumberText
{
    /// <summary>15 significant digits survive a double unchanged, and the store's numbers are doubles.</summary>
    private const int DigitsMax = 15;

    private const int GroupDigits = 3;

    /// <summary>The formats in which a text is a number, and in which of them it is a whole one.</summary>
    public static NumberFormats FormatsOf(ReadOnlySpan<char> text, out NumberFormats whole)
    {
        if (text.IndexOfAnyExceptInRange('0', '9') < 0)
            return whole = text.Length <= DigitsMax && (text.Length == 1 || (text.Length > 1 && text[0] != '0'))
                ? NumberFormats.All
                : NumberFormats.None;
        whole = NumberFormats.None;
        var formats = NumberFormats.None;
        foreach (var format in (ReadOnlySpan<NumberFormats>)
            [NumberFormats.CommaPoint, NumberFormats.PointComma, NumberFormats.SpacePoint, NumberFormats.SpaceComma])
        {
            if (!Is(text, format, out var isWhole))
                continue;
            formats |= format;
            whole |= isWhole ? format : NumberFormats.None;
        }

        return formats;
    }

    /// <summary>The same number as an invariant parser reads it.</summary>
    /// <returns>How many characters of <paramref name="target"/> it has; as many as the text at most.</returns>
    public static int Plain(ReadOnlySpan<char> text, NumberFormats format, Span<char> target)
    {
        var (group, point) = Marks(format);
        var length = 0;
        foreach (var c in text)
        {
            if (c != group)
                target[length++] = c == point ? '.' : c;
        }

        return length;
    }

    private static (char Group, char Point) Marks(NumberFormats format) => format switch
    {
        NumberFormats.CommaPoint => (',', '.'),
        NumberFormats.PointComma => ('.', ','),
        NumberFormats.SpacePoint => (' ', '.'),
        NumberFormats.SpaceComma => (' ', ','),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not one format."),
    };

    private static bool Is(ReadOnlySpan<char> text, NumberFormats format, out bool whole)
    {
        var (group, point) = Marks(format);
        var at = text.IndexOf(point);
        whole = at < 0;
        var digits = DigitsIn(at < 0 ? text : text[..at], group);
        if (digits == 0 || digits > DigitsMax || whole)
            return digits is > 0 and <= DigitsMax;
        var fraction = text[(at + 1)..];
        var fractionDigits = LeadingDigits(fraction);
        return fractionDigits > 0 && digits + fractionDigits <= DigitsMax
            && IsExponentOrNothing(fraction[fractionDigits..], point);
    }

    /// <summary>How many digits; 0 where it is no whole number, or has zeros in front as codes have.</summary>
    private static int DigitsIn(ReadOnlySpan<char> text, char group)
    {
        var first = LeadingDigits(text);
        if (first == 0 || (first > 1 && text[0] == '0'))
            return 0;
        if (first == text.Length)
            return first;
        if (first > GroupDigits || text[0] == '0')
            return 0;
        var digits = first;
        for (var rest = text[first..]; !rest.IsEmpty; rest = rest[(GroupDigits + 1)..])
        {
            if (rest[0] != group || LeadingDigits(rest[1..]) < GroupDigits
                || (rest.Length > GroupDigits + 1 && rest[GroupDigits + 1] != group))
                return 0;
            digits += GroupDigits;
        }

        return digits;
    }

    /// <summary>1.5E-7 is a number; 12E4 might be a code, and 1,5E7 is nobody's.</summary>
    private static bool IsExponentOrNothing(ReadOnlySpan<char> text, char point)
    {
        if (text.Length == 0)
            return true;
        if (point != '.' || text[0] is not ('e' or 'E'))
            return false;
        var digits = text.Length > 1 && text[1] is '+' or '-' ? text[2..] : text[1..];
        return digits.Length is > 0 and <= 2 && LeadingDigits(digits) == digits.Length;
    }

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }
}
