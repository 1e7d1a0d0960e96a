using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The index of all items that agree in the first level of the partition key, such as a tenant. Changed under the
/// index's lock only; readers take <see cref="View"/>.
/// </summary>
internal sealed class IndexPartition(
    SearchSchema schema, int segmentRows, IReadOnlyList<Func<float[], ExactVector>> keepers)
{
    private readonly List<Segment> _segments = [];
    private bool _isComputable = true;
    private long _completeFromLsn;
    private PartitionView _view = new([], 0, true);

    /// <summary>The rows as published last.</summary>
    public PartitionView View => Volatile.Read(ref _view);

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Adds an item; it is seen once it is published.</summary>
    public IndexedRow Add(StoredItem item, SearchFeatures features)
    {
        var segment = _segments.FirstOrDefault(one => !one.IsFull);
        if (segment is null)
            _segments.Add(segment = new Segment(schema, segmentRows));
        var vectors = new ExactVector?[keepers.Count];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = features.Vectors[i] is { } vector ? keepers[i](vector) : null;
        // The chunks of a document come one after another: one string serves them all.
        var epk = segment.Last is { } last && last.Epk == item.Epk ? last.Epk : item.Epk;
        var row = new IndexedRow(item, epk, vectors, features);
        _isComputable &= segment.Add(row, features);
        return row;
    }

    /// <summary>Says that only versions from that one on can be read from this partition.</summary>
    public void CompleteFrom(long lsn) => _completeFromLsn = Math.Max(_completeFromLsn, lsn);

    /// <summary>Puts a segment without dead rows in the place of another.</summary>
    public void Replace(Segment old, Segment? compacted)
    {
        var index = _segments.IndexOf(old);
        _segments.RemoveAt(index);
        if (compacted is not null)
            _segments.Insert(index, compacted);
    }

    /// <summary>Shows readers what was done.</summary>
    public void Publish() => Volatile.Write(
        ref _view,
        new PartitionView([.. _segments.Select(segment => segment.View)], _completeFromLsn, _isComputable));
}

/// <summary>The rows of a partition at a point in time.</summary>
/// <param name="Segments">The rows.</param>
/// <param name="CompleteFromLsn">Older versions of the container had rows that are gone.</param>
/// <param name="IsComputable">Whether floats can compute with all vectors.</param>
internal sealed record PartitionView(IReadOnlyList<SegmentView> Segments, long CompleteFromLsn, bool IsComputable);
