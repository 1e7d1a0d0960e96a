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
        if (Is(cell, "true") || Is(cell, "false"))
            return BooleanWords.TrueFalse;
        return Is(cell, "yes") || Is(cell, "no") ? BooleanWords.YesNo : BooleanWords.None;
    }

    public static bool IsTrue(ReadOnlySpan<char> cell) => Is(cell, "true") || Is(cell, "yes");

    private static bool Is(ReadOnlySpan<char> cell, string word) => cell.Equals(word, StringComparison.OrdinalIgnoreCase);
}
