namespace Trivium.Extraction.Tables;

/// <summary>
/// What a table may be at most. A source that is a table and is more is refused; a larger table within a text stays
/// text. None is ever cut.
/// </summary>
internal static class TableLimits
{
    /// <summary>1,000: each column is a property of every row and an entry of the table catalog.</summary>
    public const int ColumnsMax = 1_000;

    /// <summary>
    /// 20,000,000: an upload of 512 MiB has so many rows of 26 bytes, three short cells each; of shorter ones it may not
    /// have more, since each becomes an item.
    /// </summary>
    public const int RowsMax = 20_000_000;

    /// <summary>1 Mi characters: a row must fit into an item of 2 MB.</summary>
    public const int RowCharsMax = 1024 * 1024;

    /// <summary>
    /// 256 Ki characters for all names of columns together: with everything else that is said of a table they fit into an
    /// item of 2 MB.
    /// </summary>
    public const int HeaderCharsMax = 256 * 1024;

    /// <summary>1,000: tables in one document; a page of calendars has a few dozen.</summary>
    public const int TablesMax = 1_000;

    /// <summary>False for a table within a text that is to stay text.</summary>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="before">How many tables there are already in the document.</param>
    public static bool Fits(int columns, IReadOnlyCollection<string?[]> rows, int before) =>
        columns <= ColumnsMax && rows.Count <= RowsMax && before < TablesMax
        && rows.All(row => row.Sum(cell => cell?.Length ?? 0) <= RowCharsMax);

    public static void RequireColumns(int columns, string where)
    {
        if (columns > ColumnsMax)
            throw ContentException.ForInvalid(
                $"{where} has {columns} columns; at most {ColumnsMax} are allowed. Remove columns or split the table.");
    }

    public static void RequireHeaderChars(int chars, string where)
    {
        if (chars > HeaderCharsMax)
            throw ContentException.ForInvalid(
                $"{where} has {chars} characters in the names of its columns; at most {HeaderCharsMax} are allowed. "
                + "Shorten them.");
    }

    public static void RequireRows(int rows, string where)
    {
        if (rows > RowsMax)
            throw ContentException.ForInvalid(
                $"{where} has more than {RowsMax} rows. Split it into several documents.");
    }

    public static void RequireRowChars(int chars, string where)
    {
        if (chars > RowCharsMax)
            throw ContentException.ForInvalid(
                $"{where} has {chars} characters; a row may have at most {RowCharsMax}. Shorten its cells.");
    }
}
