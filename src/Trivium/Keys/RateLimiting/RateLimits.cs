namespace Trivium.Keys.RateLimiting;

/// <summary>
/// How many requests a minute a key may make, by its role, where the key itself does not say; 0: no limit. Each process
/// counts for itself: with n processes a key may make up to n times as many.
/// </summary>
public sealed class RateLimits
{
    /// <summary>The most that can be asked for, in requests a minute; beyond it a limit limits nothing.</summary>
    public const int PerMinuteMax = 1_000_000;

    /// <summary>
    /// 6,000: a hundred a second, about what two cores answer. One key can keep a small process busy, but not let
    /// requests pile up in it.
    /// </summary>
    public const int PerMinuteDefault = 6_000;

    /// <summary>Requests a minute of keys of the role <c>reader</c>.</summary>
    public int ReaderPerMinute { get; set; } = PerMinuteDefault;

    /// <summary>Requests a minute of keys of the role <c>writer</c>.</summary>
    public int WriterPerMinute { get; set; } = PerMinuteDefault;

    /// <summary>Requests a minute of keys of the role <c>admin</c>; the bootstrap key has no limit.</summary>
    public int AdminPerMinute { get; set; } = PerMinuteDefault;

    /// <summary>
    /// Keys that open nothing, a minute and client address; 0: no limit. 30 by default: people try again a few times,
    /// and programs with an old key should slow down. Beyond it a key this process has not seen is not looked up.
    /// </summary>
    public int FailuresPerMinute { get; set; } = 30;

    internal IEnumerable<string> Validate(string name)
    {
        (string Name, int Value)[] limits =
        [
            (nameof(ReaderPerMinute), ReaderPerMinute),
            (nameof(WriterPerMinute), WriterPerMinute),
            (nameof(AdminPerMinute), AdminPerMinute),
            (nameof(FailuresPerMinute), FailuresPerMinute),
        ];
        return limits.Where(limit => limit.Value is < 0 or > PerMinuteMax).Select(limit =>
            $"{name}__{limit.Name} is {limit.Value}; 0 (no limit) to {PerMinuteMax} are possible.");
    }
}
