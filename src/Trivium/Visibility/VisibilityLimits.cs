namespace Trivium.Visibility;

/// <summary>The times and sizes the visibility protocol rests on.</summary>
internal static class VisibilityLimits
{
    /// <summary>60 s: how long a snapshot may be read with; a request or continuation that outlives it fails with <c>expired</c>.</summary>
    public static readonly TimeSpan ReaderLifetime = TimeSpan.FromSeconds(60);

    /// <summary>60 s: no write slice touches the store later than this after it began, so a late duplicate is gone before a purge.</summary>
    public static readonly TimeSpan SliceDeadline = TimeSpan.FromSeconds(60);

    /// <summary>15 s: requests already sent when a deadline passes, and clocks that differ between machines.</summary>
    public static readonly TimeSpan PurgeMargin = TimeSpan.FromSeconds(15);

    /// <summary>What a purge waits after a generation went out of sight.</summary>
    public static readonly TimeSpan PurgeDelay =
        (ReaderLifetime > SliceDeadline ? ReaderLifetime : SliceDeadline) + PurgeMargin;

    /// <summary>2,000: the list travels with every query; beyond it new ingestions wait for purges.</summary>
    public const int HiddenGenerationsMax = 2_000;

    /// <summary>24 h: how long what a failed ingestion has written is kept for a retry.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>
    /// 200: with this many generations hidden, failed ones are purged at once: a hundred failures must not hold up what
    /// succeeds.
    /// </summary>
    public const int HiddenGenerationsKeepMax = HiddenGenerationsMax / 10;
}
