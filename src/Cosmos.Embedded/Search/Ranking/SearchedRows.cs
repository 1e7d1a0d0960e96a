using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql.Analysis;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>
/// The rows of one search: those of one version of the container, within its scope, that are not expired. Which of them
/// meet the conditions is found out when it matters.
/// </summary>
internal sealed class SearchedRows
{
    private readonly SegmentView[] _segments;
    private readonly bool[][] _inScope;
    private readonly bool[][] _hasWords;
    private readonly RowFilter _filter;

    public SearchedRows(
        IReadOnlyList<PartitionView> partitions, ContainerState version, PartitionScope scope, long nowSeconds,
        IReadOnlyList<RowCondition> conditions, RowFilter filter)
    {
        Schema = version.Definition.Search;
        _filter = filter;
        _segments = [.. partitions.SelectMany(partition => partition.Segments)];
        var visibility = new RowVisibility(version, scope, nowSeconds);
        _inScope = [.. _segments.Select(visibility.Of)];
        _hasWords = [.. _segments.Select((segment, i) =>
            WordFilter.Of(segment, Schema, [.. conditions.Select(one => one.Words).OfType<WordCondition>()])
                ?? _inScope[i])];
    }

    public SearchSchema Schema { get; }

    public IReadOnlyList<SegmentView> Segments => _segments;

    /// <summary>Whether the rows of a segment belong to the search, conditions aside.</summary>
    public bool[] InScope(int segment) => _inScope[segment];

    public IndexedRow this[RowId id] => _segments[id.Segment].Rows[id.Row];

    /// <summary>Whether a row belongs to the search and meets the conditions on words.</summary>
    public bool IsCandidate(int segment, int row) => _inScope[segment][row] && _hasWords[segment][row];

    /// <summary>Whether a row meets all conditions.</summary>
    public bool Passes(int segment, int row) =>
        IsCandidate(segment, row) && _filter.Passes(segment, _segments[segment], row);

    /// <summary>The order of items, which decides between rows of equal score.</summary>
    public int CompareItems(RowId left, RowId right) => this[left].CompareTo(this[right]);

    /// <summary>Best first.</summary>
    public int Compare(ScoredRow left, ScoredRow right)
    {
        var order = right.Score.CompareTo(left.Score);
        return order != 0 ? order : CompareItems(left.Id, right.Id);
    }

    /// <summary>The first rows in the order of items that meet the conditions, except some.</summary>
    public List<RowId> Rest(HashSet<RowId> except, int count)
    {
        // The queue's head is the last row kept.
        var kept = new PriorityQueue<RowId, RowId>(Comparer<RowId>.Create((a, b) => CompareItems(b, a)));
        for (var segment = 0; segment < _segments.Length && count > 0; segment++)
        {
            for (var row = 0; row < _segments[segment].Count; row++)
            {
                var id = new RowId(segment, row);
                if (!_inScope[segment][row] || (kept.Count == count && CompareItems(id, kept.Peek()) > 0)
                    || except.Contains(id) || !Passes(segment, row))
                    continue;
                if (kept.Count == count)
                    kept.Dequeue();
                kept.Enqueue(id, id);
            }
        }
        var rest = new List<RowId>(kept.Count);
        while (kept.TryDequeue(out var id, out _))
            rest.Add(id);
        rest.Reverse();
        return rest;
    }
}
