namespace Trivium.Extraction.Streaming;

/// <summary>Which rows a pass keeps: all, none, or as many of the first as chunks are made of.</summary>
internal sealed class RowKeeping
{
    /// <summary>50,000: a row of one digit still makes a line of five characters.</summary>
    private const int HeadRowsMax = 50_000;

    /// <summary>500,000: more than 200 chunks of the default size hold, names of columns not counted.</summary>
    private const int HeadUsefulCharsMax = 500_000;

    /// <summary>2,500: what is longer of a row than such a chunk is cut off there.</summary>
    private const int RowUsefulCharsMax = 2_500;

    /// <summary>8 Mi characters: 16 MB, however long the rows are.</summary>
    private const int HeadCharsMax = 8 * 1024 * 1024;

    private readonly int rowsMax;
    private long useful;
    private long chars;

    private RowKeeping(int rowsMax) => this.rowsMax = rowsMax;

    /// <summary>Keeps every row.</summary>
    public static RowKeeping All() => new(int.MaxValue);

    /// <summary>Keeps no row.</summary>
    public static RowKeeping None() => new(0);

    /// <summary>Keeps the first rows.</summary>
    public static RowKeeping Head() => new(HeadRowsMax);

    /// <summary>True where the next row is kept; rows are asked for in order, and after a false none is kept.</summary>
    public bool Keeps(int row, int rowChars)
    {
        if (rowsMax == int.MaxValue)
            return true;
        if (row >= rowsMax || useful >= HeadUsefulCharsMax || chars >= HeadCharsMax)
            return false;
        useful += Math.Min(rowChars, RowUsefulCharsMax);
        chars += rowChars;
        return true;
    }
}
