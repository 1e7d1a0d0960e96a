using Trivium.Storage;

namespace Trivium.Keys;

/// <summary>
/// Keys that were looked up a moment ago, so that a request costs no read. What is not there is not remembered: a new
/// key opens at once.
/// </summary>
internal sealed class KnownKeys(KeyStore store, TimeProvider time)
{
    /// <summary>5 s: as long as a key revoked by another process may still open this one.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>10,000 keys of a few hundred bytes each.</summary>
    private const int KeysMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<KeyName, Entry> _known = [];
    private long _revocations;

    /// <summary>The key as it was last seen here, however long ago; null: it was not.</summary>
    public KeyItem? Recall(KeyName name)
    {
        lock (_gate) return _known.GetValueOrDefault(name)?.Item;
    }

    /// <summary>The key as it was at most <see cref="FreshFor"/> ago; null: there is none.</summary>
    public async ValueTask<KeyItem?> FindAsync(
        KeyName name, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        long revocations;
        lock (_gate)
        {
            if (_known.TryGetValue(name, out Entry? entry) && time.GetElapsedTime(entry.ReadAt) < FreshFor)
                return entry.Item;
            revocations = _revocations;
        }

        // The age counts from before the read is sent.
        long readAt = time.GetTimestamp();
        KeyItem? item = await store.ReadAsync(name, meter, cancellationToken);
        lock (_gate)
        {
            if (item is null)
            {
                _known.Remove(name);
            }
            else if (revocations == _revocations)
            {
                // Else it may be the very key that was revoked while it was being read.
                if (_known.Count >= KeysMax) _known.Clear();
                _known[name] = new(item, readAt);
            }
        }

        return item;
    }

    /// <summary>
    /// True for the one who is to note that a key is used: its last noted use is longer ago than this.
    /// </summary>
    public bool ClaimUse(KeyName name, DateTimeOffset now, TimeSpan resolution)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(name, out Entry? entry) || now - entry.Item.LastUsedAt < resolution) return false;

            _known[name] = entry with { Item = entry.Item with { LastUsedAt = now } };
            return true;
        }
    }

    /// <summary>Forgets a key whose item is gone: from here on it opens nothing in this process.</summary>
    public void Forget(KeyName name)
    {
        lock (_gate)
        {
            _revocations++;
            _known.Remove(name);
        }
    }

    private sealed record Entry(KeyItem Item, long ReadAt);
}
