namespace Trivium.Visibility;

/// <summary>How catalog changes are grouped and repeated.</summary>
internal static class CatalogLimits
{
    /// <summary>
    /// 16: an operation changes at most four items beside the control item, of at most 70 KB; so a group stays below
    /// the
    /// 100 operations and 2 MB of a batch.
    /// </summary>
    public const int GroupOperationsMax = 16;

    /// <summary>24 attempts: with full jitter every one of a few dozen competing processes gets its turn.</summary>
    public const int AttemptsMax = 24;

    /// <summary>8: attempts without any answer of the store, before the caller is told.</summary>
    public const int TransientFaultsMax = 8;

    /// <summary>5 ms: the first wait; each one is a random part of twice the one before.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(5);

    /// <summary>500 ms: the longest wait.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// 30 s: from reading to storing. Less than a purge takes, so between the two no document can come, go and be
    /// forgotten unnoticed.
    /// </summary>
    public static readonly TimeSpan AttemptDeadline = TimeSpan.FromSeconds(30);
}
