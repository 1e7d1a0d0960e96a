namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// The part of a container that a request is about: effective partition keys from <paramref name="Start"/> to before
/// <paramref name="End"/>.
/// </summary>
internal readonly record struct PartitionScope(string Start, string End)
{
    /// <summary>Above every effective partition key, because their first byte is at most 3F.</summary>
    public const string Top = "FF";

    public static readonly PartitionScope All = new("", Top);

    /// <summary>One logical partition, or all below a prefix of a hierarchical key.</summary>
    public static PartitionScope Below(string epk) => new(epk, epk + Top);

    public bool IsAll => Start.Length == 0 && End == Top;

    public bool Contains(string epk) =>
        string.CompareOrdinal(epk, Start) >= 0 && string.CompareOrdinal(epk, End) < 0;
}
