namespace Trivium.Keys.RateLimiting;

/// <summary>
/// Token buckets by name, a bounded number of them: what is full is as good as new and goes first, then what nobody has
/// asked for longest. Kept in this process alone.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="countMax">Buckets kept.</param>
internal sealed class TokenBuckets(TimeProvider time, int countMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _buckets.Count;
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Takes a token of a bucket where there is one; and how it stands then.</summary>
    public bool TryTake(string name, int perMinute, out BucketState state)
    {
        TimeSpan now = Now;
        lock (_gate)
        {
            if (!_buckets.TryGetValue(name, out TokenBucket? bucket))
            {
                if (_buckets.Count >= countMax) MakeRoom(now);
                _buckets.Add(name, bucket = new(perMinute, now));
            }

            bool taken = bucket.TryTake(now);
            state = bucket.StateAt(now);
            return taken;
        }
    }

    /// <summary>How a bucket stands; null where there is none, which is as good as full.</summary>
    public BucketState? StateOf(string name)
    {
        TimeSpan now = Now;
        lock (_gate) return _buckets.GetValueOrDefault(name)?.StateAt(now);
    }

    private void MakeRoom(TimeSpan now)
    {
        foreach ((string name, TokenBucket bucket) in _buckets)
        {
            if (bucket.IsFullAt(now)) _buckets.Remove(name);
        }

        if (_buckets.Count < countMax) return;

        // A quarter at once, so that it is not sorted again for the next one.
        string[] oldest =
        [
            .. _buckets.OrderBy(bucket => bucket.Value.AskedAt).Take((countMax / 4) + 1).Select(bucket => bucket.Key),
        ];
        foreach (string name in oldest) _buckets.Remove(name);
    }
}
