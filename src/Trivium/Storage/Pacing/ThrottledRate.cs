namespace Trivium.Storage.Pacing;

/// <summary>
/// How fast requests may go after the store has refused some: half as fast as they went, doubled with every ten seconds
/// without a refusal. Not safe for parallel use.
/// </summary>
internal sealed class ThrottledRate(TimeProvider time)
{
    /// <summary>10 RU/s: some requests a second get through, and tell when the store is free again.</summary>
    private const double UnitsPerSecondMin = 10;

    /// <summary>60 doublings of a second each would be too many: after a minute the rate is no longer limited.</summary>
    private const double RecoverySecondsMax = 60;

    private const double DoublingSeconds = 10;

    /// <summary>10 ms: a refusal that names no time.</summary>
    private static readonly TimeSpan _pauseMin = TimeSpan.FromMilliseconds(10);

    /// <summary>1 s: refusals of requests that were sent together are one.</summary>
    private static readonly TimeSpan _burst = TimeSpan.FromSeconds(1);

    private double _rate = double.PositiveInfinity;
    private DateTimeOffset _refusedAt;
    private DateTimeOffset _halvedAt;

    /// <summary>Nothing is sent before this.</summary>
    public DateTimeOffset PausedUntil { get; private set; }

    /// <summary>Request units a second; infinite when nothing was refused lately.</summary>
    public double Current()
    {
        if (double.IsPositiveInfinity(_rate)) return _rate;

        double seconds = (time.GetUtcNow() - _refusedAt).TotalSeconds;
        if (seconds > RecoverySecondsMax) _rate = double.PositiveInfinity;
        return _rate * Math.Pow(2, seconds / DoublingSeconds);
    }

    /// <summary>A request was refused.</summary>
    /// <param name="retryAfter">How long the store said to wait.</param>
    /// <param name="rate">How many units a second were being spent.</param>
    public void Refused(TimeSpan? retryAfter, double rate)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan pause = retryAfter is { } asked && asked > _pauseMin ? asked : _pauseMin;
        if (now + pause > PausedUntil) PausedUntil = now + pause;

        double before = Math.Min(Current(), rate);
        if (now >= _halvedAt + _burst)
        {
            before /= 2;
            _halvedAt = now;
        }

        (_rate, _refusedAt) = (Math.Max(UnitsPerSecondMin, before), now);
    }
}
