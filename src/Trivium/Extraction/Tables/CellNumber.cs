namespace Trivium.Extraction.Tables;

/// <summary>A number in a cell: its digits, and the sign of a currency or percent before or after them.</summary>
internal readonly ref struct CellNumber
{
    private const string Before = "$€£¥";
    private const string After = "%‰$€£¥円元";

    /// <summary>The digits and the marks between them.</summary>
    public ReadOnlySpan<char> Digits { get; private init; }

    public bool IsNegative { get; private init; }

    /// <summary>The sign before the digits; NUL for none.</summary>
    public char Prefix { get; private init; }

    /// <summary>The sign after the digits; NUL for none.</summary>
    public char Suffix { get; private init; }

    /// <summary>Takes a cell apart; whether its digits are a number is for <see cref="NumberText"/> to say.</summary>
    /// <param name="cell">A cell in narrow characters (<see cref="CellText"/>).</param>
    /// <param name="number">Its parts.</param>
    /// <returns>False where it cannot be a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> cell, out CellNumber number)
    {
        var rest = cell;
        var negative = Take(ref rest, "-") != '\0';
        var prefix = Take(ref rest, Before);
        if (prefix != '\0')
            rest = rest.TrimStart(' ');
        negative |= prefix != '\0' && Take(ref rest, "-") != '\0';
        var suffix = rest.Length > 0 && After.Contains(rest[^1]) ? rest[^1] : '\0';
        if (suffix != '\0')
            rest = rest[..^1].TrimEnd(' ');
        number = new() { Digits = rest, IsNegative = negative, Prefix = prefix, Suffix = suffix };
        return rest.Length > 0 && char.IsAsciiDigit(rest[0]);
    }

    private static char Take(ref ReadOnlySpan<char> text, string signs)
    {
        if (text.Length == 0 || !signs.Contains(text[0]))
            return '\0';
        var sign = text[0];
        text = text[1..];
        return sign;
    }
}
