namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Collects the rows of one page until it is full.</summary>
internal sealed class ResultPage(int rowsMax)
{
    /// <summary>The service's limit on a page.</summary>
    public const int PageBytesMax = 4 * 1024 * 1024;

    private readonly List<byte[]> _rows = [];

    public IReadOnlyList<byte[]> Rows => _rows;

    public long Bytes { get; private set; }

    /// <summary>Adds the row unless the page is full; a page takes at least one row, however large.</summary>
    public bool TryAdd(byte[] row)
    {
        if (_rows.Count > 0 && (_rows.Count >= rowsMax || Bytes + row.Length > PageBytesMax))
            return false;
        _rows.Add(row);
        Bytes += row.Length;
        return true;
    }
}
