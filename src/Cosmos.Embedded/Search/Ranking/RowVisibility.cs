using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>Which rows a version of the container has within a scope.</summary>
internal sealed class RowVisibility(ContainerState version, PartitionScope scope, long nowSeconds)
{
    private static readonly bool[] All = [.. Enumerable.Repeat(true, Segment.RowsMax)];

    // The version's partitions are those of the scope: when it has no end within one, it has all of their rows.
    private readonly bool _isWhole = version.Definition.DefaultTimeToLive is null
        && (scope.IsAll || scope == PartitionScope.Below(ContainerIndex.PrefixOf(scope.Start)));

    private string? _epk;
    private bool _isInScope;

    /// <summary>For each row of the segment, and perhaps more, whether it is there.</summary>
    public bool[] Of(SegmentView segment)
    {
        // Most segments most of the time: no row need be looked at.
        if (_isWhole && segment.IsWhole(version.Lsn))
            return All;
        var visible = new bool[segment.Count];
        for (var i = 0; i < visible.Length; i++)
        {
            var row = segment.Rows[i];
            visible[i] = row.IsVisible(version.Lsn) && IsInScope(row.Epk) && IsLive(row);
        }
        return visible;
    }

    private bool IsInScope(string epk)
    {
        // Neighbours mostly share the string.
        if (!ReferenceEquals(epk, _epk))
            (_epk, _isInScope) = (epk, scope.Contains(epk));
        return _isInScope;
    }

    private bool IsLive(IndexedRow row) => !(StoredItem.ExpiresAt(
        row.Timestamp, row.TimeToLive, version.Definition.DefaultTimeToLive) <= nowSeconds);
}
