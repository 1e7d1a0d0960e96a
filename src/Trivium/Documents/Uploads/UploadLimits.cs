namespace Trivium.Documents.Uploads;

/// <summary>What an upload in parts may be at most.</summary>
internal static class UploadLimits
{
    /// <summary>8 MiB: a part is held in memory until it is whole, so that half of one is never stored.</summary>
    public const int PartSizeBytesMax = 8 * SourcePartItem.PartSizeBytesMax;

    /// <summary>512 MiB in all: a source is checked as a whole before it is accepted.</summary>
    public const long SizeBytesMax = 512L * 1024 * 1024;

    /// <summary>A day: then what was not completed is thrown away.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>60 s: storing a part that is in memory takes a second; later nothing is written any more.</summary>
    public static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(60);

    /// <summary>15 s beyond it: what was sent just before may still arrive.</summary>
    public static readonly TimeSpan WriteMargin = TimeSpan.FromSeconds(15);

    /// <summary>An hour more than its life: the store's own clock forgets the last of it.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromHours(1);
}
