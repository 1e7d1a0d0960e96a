using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>
/// The conditions of one search that look at properties. A condition on one property is asked once for each distinct
/// value that is met; most have few.
/// </summary>
internal sealed class RowFilter
{
    private readonly Condition[] _conditions;

    /// <summary>Prepares the conditions.</summary>
    /// <param name="conditions">The conditions, those on words left out.</param>
    /// <param name="compile">Makes a test of an item of a condition.</param>
    public RowFilter(IEnumerable<RowCondition> conditions, Func<RowCondition, Func<CosmosValue, bool>> compile) =>
        // Those that look at the same properties are asked together.
        _conditions = [.. conditions.GroupBy(one => string.Join('\n', one.Properties)).Select(group =>
            new Condition(group.First().Properties, [.. group.Select(compile)]))];

    /// <summary>Whether a value was missed that only the item has; the search must then do without the index.</summary>
    public bool NeedsItems { get; private set; }

    public bool Passes(int segment, SegmentView view, int row)
    {
        foreach (var condition in _conditions)
        {
            var passes = condition.Passes(segment, view, row);
            NeedsItems |= passes is null;
            if (passes != true)
                return false;
        }
        return true;
    }

    private sealed class Condition(IReadOnlyList<string> properties, Func<CosmosValue, bool>[] tests)
    {
        private readonly Dictionary<int, SegmentColumns> _segments = [];
        private SegmentColumns? _last;
        private int _lastSegment = -1;

        public bool? Passes(int segment, SegmentView view, int row)
        {
            var columns = ColumnsOf(segment, view);
            if (columns.Outcomes is not { } outcomes)
                return Test(columns, row);
            var code = columns.Columns[0].Codes[row];
            if (code == PropertyColumn.Unknown)
                return null;
            return outcomes[code] ??= Test(columns, row);
        }

        private SegmentColumns ColumnsOf(int segment, SegmentView view)
        {
            if (segment == _lastSegment)
                return _last!;
            if (!_segments.TryGetValue(segment, out var columns))
            {
                PropertyColumn[] read = [.. properties.Select(property => view.Columns.Of(property, view))];
                columns = new SegmentColumns(read, read is [var only] ? new bool?[only.ValueCount] : null);
                _segments.Add(segment, columns);
            }
            (_last, _lastSegment) = (columns, segment);
            return columns;
        }

        private bool? Test(SegmentColumns columns, int row)
        {
            var item = new KeyValuePair<string, CosmosValue>[properties.Count];
            for (var i = 0; i < item.Length; i++)
            {
                var column = columns.Columns[i];
                if (column.Codes[row] == PropertyColumn.Unknown)
                    return null;
                item[i] = new(properties[i], column.Values[column.Codes[row]]);
            }
            var stub = CosmosValue.FromObject(item);
            return Array.TrueForAll(tests, test => test(stub));
        }
    }

    private sealed record SegmentColumns(PropertyColumn[] Columns, bool?[]? Outcomes);
}
