namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>
/// Results of sorted, grouped or otherwise complete queries, kept for their later pages, the least recently used thrown
/// away first. A page whose result is gone is found by running the query again.
/// </summary>
internal sealed class ResultCache(long bytesMax)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _byUse = [];
    private readonly Dictionary<long, LinkedListNode<Entry>> _byNumber = [];
    private long _bytes;
    private long _lastNumber;

    /// <summary>Keeps the rows; 0 when they are too large to keep.</summary>
    public long Keep(string purpose, IReadOnlyList<byte[]> rows)
    {
        var bytes = rows.Sum(row => (long)row.Length);
        if (bytes > bytesMax)
            return 0;
        lock (_lock)
        {
            var entry = new Entry(++_lastNumber, purpose, rows, bytes);
            _byNumber[entry.Number] = _byUse.AddFirst(entry);
            _bytes += bytes;
            while (_bytes > bytesMax)
                Remove(_byUse.Last!);
            return entry.Number;
        }
    }

    public IReadOnlyList<byte[]>? Find(long number, string purpose)
    {
        lock (_lock)
        {
            // The number of another process's result may come back; its purpose tells most of them apart.
            if (!_byNumber.TryGetValue(number, out var node) || node.Value.Purpose != purpose)
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Rows;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _byNumber.Remove(node.Value.Number);
        _bytes -= node.Value.Bytes;
    }

    private sealed record Entry(long Number, string Purpose, IReadOnlyList<byte[]> Rows, long Bytes);
}
