using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// Picks the items with the lowest log sequence numbers that fill one page, from items in any order, holding no more
/// than a page.
/// </summary>
internal sealed class EarliestChanges(int rowsMax)
{
    // The head is the latest of them.
    private readonly PriorityQueue<StoredItem, long> _latestFirst = new();
    private long _bytes;
    private long _leftOut = long.MaxValue;

    public void Add(StoredItem item)
    {
        // What comes after an item that found no place has none either.
        if (item.Lsn > _leftOut)
            return;
        _latestFirst.Enqueue(item, -item.Lsn);
        _bytes += item.Body.Length;
        while (_latestFirst.Count > 1 && (_latestFirst.Count > rowsMax || _bytes > ResultPage.PageBytesMax))
        {
            var last = _latestFirst.Dequeue();
            _bytes -= last.Body.Length;
            _leftOut = Math.Min(_leftOut, last.Lsn);
        }
    }

    /// <summary>Whether nothing was left out.</summary>
    public bool IsAll => _leftOut == long.MaxValue;

    public IEnumerable<StoredItem> InOrder() =>
        _latestFirst.UnorderedItems.Select(entry => entry.Element).OrderBy(item => item.Lsn);
}
