namespace Trivium.Extraction.Tables;

/// <summary>Cells as they are read for their type: Japanese keyboards write digits and signs twice as wide.</summary>
internal static class CellText
{
    /// <summary>40 characters: no number or date is longer.</summary>
    public const int TypedCharsMax = 40;

    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = FullWidthFirst - '!';

    /// <summary>What a cell says when it has nothing to say.</summary>
    private static readonly string[] Gaps = ["na", "n/a", "null", "-", "–", "—"];

    /// <summary>True for a cell that is a gap, provided the others of its column are typed.</summary>
    public static bool IsGap(ReadOnlySpan<char> cell)
    {
        if (cell.Length > 4)
            return false;
        foreach (var gap in Gaps)
        {
            if (cell.Equals(gap, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The cell in narrow characters: itself where it has no others, else written to the buffer.</summary>
    /// <param name="cell">At most <see cref="TypedCharsMax"/> characters.</param>
    /// <param name="buffer">As long at least.</param>
    public static ReadOnlySpan<char> Narrow(ReadOnlySpan<char> cell, Span<char> buffer)
    {
        if (cell.IndexOfAnyExceptInRange('\0', '\u007F') < 0)
            return cell;
        for (var i = 0; i < cell.Length; i++)
            buffer[i] = Narrow(cell[i]);
        return buffer[..cell.Length];
    }

    private static char Narrow(char c) => c switch
    {
        >= FullWidthFirst and <= FullWidthLast => (char)(c - FullWidthOffset),
        '\uFFE5' => '¥',
        '\uFFE1' => '£',
        '\u2212' => '-',

        // Spaces of any width, among them the narrow one that groups digits.
        '\u3000' or '\u00A0' or '\u202F' or '\u2009' => ' ',
        _ => c,
    };
}
