using System.Collections.Concurrent;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Versions of items kept with what was derived from them, up to a number of bytes. An entry is found by its row and
/// log sequence number, and those name one immutable version, so nothing ever has to be invalidated. What is thrown away
/// is chosen by SIEVE (Zhang et al., NSDI 2024): new entries that nobody asks for again go first, so a scan of more than
/// fits leaves the entries in use.
/// </summary>
internal sealed class ItemCache(long bytesMax)
{
    /// <summary>Larger bodies are not kept: one would displace hundreds of small ones.</summary>
    public const int BodyBytesMax = 64 * 1024;

    // The tree node, dictionary entry and objects of an entry, about.
    private const int EntryBytes = 512;

    // Parsed JSON takes about as much as its text, and decoded vectors and word counts less than that.
    private const int FeaturesFactor = 3;

    private readonly ConcurrentDictionary<(long Key, long Lsn), LinkedListNode<Entry>> _entries = new();
    private readonly LinkedList<Entry> _newestFirst = new();
    private readonly Lock _lock = new();
    private LinkedListNode<Entry>? _hand;
    private long _bytes;

    /// <summary>About how much is kept.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public StoredItem? Find(long key, long lsn)
    {
        if (!_entries.TryGetValue((key, lsn), out var node))
            return null;
        node.Value.IsVisited = true;
        return node.Value.Item;
    }

    /// <param name="item">The item.</param>
    /// <param name="mayDisplace">Whether others may be thrown away for it.</param>
    public void Add(StoredItem item, bool mayDisplace)
    {
        if (item.Body.Length > BodyBytesMax || !mayDisplace && Bytes + Weight(item) > bytesMax)
            return;
        var node = new LinkedListNode<Entry>(new Entry(item));
        lock (_lock)
        {
            if (!_entries.TryAdd((item.Key, item.Lsn), node))
                return;
            _newestFirst.AddFirst(node);
            _bytes += Weight(item);
            while (_bytes > bytesMax && _newestFirst.Count > 0)
                RemoveOne();
        }
    }

    private static long Weight(StoredItem item) => EntryBytes + (long)item.Body.Length * FeaturesFactor;

    private void RemoveOne()
    {
        var node = _hand ?? _newestFirst.Last!;
        while (node.Value.IsVisited)
        {
            node.Value.IsVisited = false;
            node = node.Previous ?? _newestFirst.Last!;
        }
        _hand = node.Previous;
        _newestFirst.Remove(node);
        _entries.TryRemove((node.Value.Item.Key, node.Value.Item.Lsn), out _);
        _bytes -= Weight(node.Value.Item);
    }

    private sealed class Entry(StoredItem item)
    {
        public StoredItem Item => item;

        // Set without the lock: a mark that comes late or is lost costs a reading from storage, no more.
        public bool IsVisited { get; set; }
    }
}
