namespace Trivium.Keys.RateLimiting;

/// <summary>
/// A token bucket: as many tokens as a minute allows, filled up evenly. So short bursts pass, and over time no more
/// than the limit. Not safe for parallel use.
/// </summary>
/// <param name="perMinute">Tokens a minute, and at most at a time.</param>
/// <param name="now">The timestamp of its making: it is full then.</param>
internal sealed class TokenBucket(int perMinute, TimeSpan now)
{
    private const double SecondsPerMinute = 60;

    /// <summary>1 µs: far above what adding up fractions is wrong by.</summary>
    private const double RoundingSeconds = 1e-6;

    private readonly double _perSecond = perMinute / SecondsPerMinute;
    private double _tokens = perMinute;
    private TimeSpan _filledAt = now;

    /// <summary>When somebody last took from it or tried to.</summary>
    public TimeSpan AskedAt { get; private set; } = now;

    /// <summary>Takes a token where there is one.</summary>
    /// <param name="now">The time since some fixed instant.</param>
    public bool TryTake(TimeSpan now)
    {
        Fill(now);
        AskedAt = now;
        if (_tokens < 1) return false;

        _tokens--;
        return true;
    }

    /// <summary>How it stands.</summary>
    public BucketState StateAt(TimeSpan now)
    {
        Fill(now);
        double untilOne = Math.Max(0, 1 - _tokens) / _perSecond;
        double untilFull = (perMinute - _tokens) / _perSecond;
        return new(perMinute, (int)_tokens, Seconds(untilOne), Seconds(untilFull));
    }

    /// <summary>True where it is as a new one: nothing is lost with it.</summary>
    public bool IsFullAt(TimeSpan now)
    {
        Fill(now);
        return _tokens >= perMinute;
    }

    // What is over a whole second by rounding alone is not over it.
    private static int Seconds(double seconds) => (int)Math.Ceiling(seconds - RoundingSeconds);

    private void Fill(TimeSpan now)
    {
        if (now <= _filledAt) return;

        _tokens = Math.Min(perMinute, _tokens + ((now - _filledAt).TotalSeconds * _perSecond));
        _filledAt = now;
    }
}

/// <summary>How a bucket stands.</summary>
/// <param name="PerMinute">Its limit.</param>
/// <param name="Remaining">Requests that are possible at once.</param>
/// <param name="RetryAfterSeconds">Seconds until one is possible; 0: now.</param>
/// <param name="FullAfterSeconds">Seconds until all are possible, if none is made.</param>
internal sealed record BucketState(int PerMinute, int Remaining, int RetryAfterSeconds, int FullAfterSeconds);
