using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The values of a segment's properties by column, each distinct value once, so that a filter is asked once for each
/// value and not for each row. A column is made when the first filter wants it and grows with the segment.
/// </summary>
internal sealed class PropertyColumns
{
    private readonly ConcurrentDictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <summary>The values that the rows of the view have at the top-level property.</summary>
    public PropertyColumn Of(string property, SegmentView view) =>
        _columns.GetOrAdd(property, static name => new Column(name)).For(view);

    private sealed class Column(string property)
    {
        private readonly Lock _lock = new();
        private readonly byte[] _name = Encoding.UTF8.GetBytes(property);
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private int[] _rows = [];
        private CosmosValue[] _values = [];
        private int _count;

        public PropertyColumn For(SegmentView view)
        {
            lock (_lock)
            {
                if (_rows.Length < view.Count)
                    Array.Resize(ref _rows, view.Rows.Length);
                for (; _count < view.Count; _count++)
                    _rows[_count] = CodeOf(view.Rows[_count]);
                return new PropertyColumn(_rows, _values, _codes.Count);
            }
        }

        private int CodeOf(IndexedRow row)
        {
            var reader = new Utf8JsonReader(row.Projection);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isWanted = reader.ValueTextEquals(_name);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isWanted)
                    return CodeOf(row.Projection.AsMemory(start..(int)reader.BytesConsumed));
            }
            return row.IsCut ? PropertyColumn.Unknown : CodeOf(default(ReadOnlyMemory<byte>));
        }

        private int CodeOf(ReadOnlyMemory<byte> json)
        {
            var text = Encoding.UTF8.GetString(json.Span);
            if (_codes.TryGetValue(text, out var code))
                return code;
            code = _codes.Count;
            _codes.Add(text, code);
            if (code == _values.Length)
                Array.Resize(ref _values, Math.Max(4, code * 2));
            _values[code] = json.IsEmpty ? CosmosValue.Undefined : CosmosValue.Parse(text);
            return code;
        }
    }
}

/// <summary>What the rows of a segment have at one property.</summary>
/// <param name="Codes">For each row the index of its value.</param>
/// <param name="Values">The distinct values.</param>
/// <param name="ValueCount">How many values there are.</param>
internal readonly record struct PropertyColumn(int[] Codes, CosmosValue[] Values, int ValueCount)
{
    /// <summary>The code of a row whose value was too large to keep: only the item tells.</summary>
    public const int Unknown = -1;
}
