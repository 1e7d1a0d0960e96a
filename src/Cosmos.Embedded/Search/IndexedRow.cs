using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// One version of an item in the index. Versions of the container from <see cref="AddedLsn"/> to before
/// <see cref="RemovedLsn"/> have it.
/// </summary>
/// <param name="item">The item; only its key and times are kept.</param>
/// <param name="epk">Its effective partition key, the same string for neighbours.</param>
/// <param name="vectors">For each vector path the vector in full, or null.</param>
/// <param name="features">What was decoded of it.</param>
internal sealed class IndexedRow(StoredItem item, string epk, ExactVector?[] vectors, SearchFeatures features)
{
    private long _removedLsn = long.MaxValue;

    public long Key { get; } = item.Key;

    public string Epk => epk;

    public string Id { get; } = item.Id;

    public long AddedLsn { get; } = item.Lsn;

    public long Timestamp { get; } = item.Timestamp;

    public int? TimeToLive { get; } = item.TimeToLive;

    public byte[] Projection { get; } = features.Projection;

    public bool IsCut { get; } = features.IsCut;

    /// <summary>Set once by the writer; to a reader of an older version both values say visible.</summary>
    public long RemovedLsn
    {
        get => Volatile.Read(ref _removedLsn);
        set => Volatile.Write(ref _removedLsn, value);
    }

    /// <summary>Where the row is now; used under the index's lock only.</summary>
    public Segment? Home { get; set; }

    public ExactVector? Vector(int path) => vectors[path];

    public bool IsVisible(long lsn) => AddedLsn <= lsn && lsn < RemovedLsn;

    /// <summary>The order of items in their container.</summary>
    public int CompareTo(IndexedRow other)
    {
        var order = string.CompareOrdinal(epk, other.Epk);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }
}
