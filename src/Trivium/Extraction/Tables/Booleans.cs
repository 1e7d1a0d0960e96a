namespace Trivium.Extraction.Tables;

/// <summary>The pairs of words that say true and false.</summary>
[Flags]
internal enum BooleanWords
{
    None = 0,

    /// <summary>true, false</summary>
    TrueFalse = 1,

    /// <summary>yes, no</summary>
    YesNo = 2,
}

/// <summary>Booleans in cells, in any case of letters.</summary>
internal static class Booleans
{
    public static BooleanWords WordsOf(ReadOnlySpan<char> cell)
    {
        if (cell.Equals("true", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("false", StringComparison.OrdinalIgnoreCase))
            return BooleanWords.TrueFalse;
        return cell.Equals("yes", StringComparison.OrdinalIgnoreCase) || cell.Equals("no", StringComparison.OrdinalIgnoreCase)
            ? BooleanWords.YesNo
            : BooleanWords.None;
    }

    public static bool IsTrue(ReadOnlySpan<char> cell) =>
        cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("yes", StringComparison.OrdinalIgnoreCase);
}
