namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// A few thousand rows of one partition of the index. Rows are appended until it is full; then its words are inverted.
/// Changed under the index's lock only; readers have a <see cref="SegmentView"/>.
/// </summary>
internal sealed class Segment
{
    /// <summary>Small enough to be rewritten in the background in a blink, and for 16-bit row numbers.</summary>
    public const int RowsMax = 4096;

    private const int RowsAtFirst = 4;

    // Fewer dead rows, as a part of the most, are not worth the trouble of rewriting the others.
    private const int DeadPartMin = 16;

    private readonly int _rowsMax;
    private readonly PropertyColumns _columns = new();
    private IndexedRow[] _rows;
    private QuantizedVectors[] _vectors;
    private SegmentTexts[] _texts;
    private int _dead;
    private long _lastLsn;

    public Segment(SearchSchema schema, int rowsMax)
    {
        _rowsMax = rowsMax;
        var capacity = Math.Min(RowsAtFirst, rowsMax);
        _rows = new IndexedRow[capacity];
        _vectors = [.. schema.Vectors.Select(vector => new QuantizedVectors(vector.Dimensions, capacity))];
        _texts = [.. schema.Texts.Select(_ => new SegmentTexts(new int[capacity], new TextStatistics[capacity], null))];
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _rowsMax;

    public bool NeedsInversion => IsFull && _texts.Any(text => text.ByWord is null);

    public bool NeedsCompaction => _dead * DeadPartMin >= _rowsMax && _dead * 2 >= Count;

    /// <summary>The row added last, whose strings the next one may share.</summary>
    public IndexedRow? Last => Count == 0 ? null : _rows[Count - 1];

    public SegmentView View => new(_rows, Count, _vectors, _texts, _columns, _lastLsn, _dead > 0);

    /// <returns>Whether distances to its vectors can be estimated.</returns>
    public bool Add(IndexedRow row, SearchFeatures features)
    {
        MakeRoom();
        var isComputable = true;
        for (var i = 0; i < _vectors.Length; i++)
            isComputable &= _vectors[i].Set(Count, features.Vectors[i]);
        for (var i = 0; i < _texts.Length; i++)
            SetText(i, features.Texts[i]);
        Append(row);
        return isComputable;
    }

    /// <summary>Takes over a row of another segment.</summary>
    public void Add(SegmentView from, TextStatistics[][] texts, int fromRow)
    {
        MakeRoom();
        for (var i = 0; i < _vectors.Length; i++)
            _vectors[i].CopyRow(Count, from.Vectors[i], fromRow);
        for (var i = 0; i < _texts.Length; i++)
            SetText(i, texts[i][fromRow]);
        Append(from.Rows[fromRow]);
    }

    public void CountDead() => _dead++;

    /// <summary>Puts inverted words in the place of the words by row.</summary>
    public void SetPostings(IReadOnlyList<Postings> postings) =>
        _texts = [.. _texts.Select((text, i) => text with { ByRow = null, ByWord = postings[i] })];

    private void SetText(int path, TextStatistics text)
    {
        _texts[path].ByRow![Count] = text;
        _texts[path].WordCounts[Count] = text.WordCount;
    }

    private void Append(IndexedRow row)
    {
        _rows[Count] = row;
        row.Home = this;
        Count++;
        _lastLsn = Math.Max(_lastLsn, row.AddedLsn);
        if (row.RemovedLsn != long.MaxValue)
            _dead++;
    }

    // Readers keep the arrays they have; only what they do not see is written to.
    private void MakeRoom()
    {
        if (Count < _rows.Length)
            return;
        var capacity = Math.Min(_rows.Length * 2, _rowsMax);
        Array.Resize(ref _rows, capacity);
        _vectors = [.. _vectors.Select(vectors => vectors.Grow(capacity))];
        _texts = [.. _texts.Select(text => new SegmentTexts(
            Resized(text.WordCounts, capacity), Resized(text.ByRow!, capacity), null))];
    }

    private static T[] Resized<T>(T[] array, int length)
    {
        Array.Resize(ref array, length);
        return array;
    }
}
