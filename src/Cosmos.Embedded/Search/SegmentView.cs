namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The rows of a segment up to a point in time. The arrays may go on behind <paramref name="Count"/>; what is before
/// never changes.
/// </summary>
/// <param name="Rows">The rows in the order in which they were added.</param>
/// <param name="Count">How many of them the view has.</param>
/// <param name="Vectors">For each vector path the quantized vectors.</param>
/// <param name="Texts">For each full-text path the words.</param>
/// <param name="Columns">The values of properties, for filters.</param>
/// <param name="LastLsn">The version that added the last row.</param>
/// <param name="HasRemoved">Whether a version that could be read when the view was taken had removed a row.</param>
internal sealed record SegmentView(
    IndexedRow[] Rows, int Count, QuantizedVectors[] Vectors, SegmentTexts[] Texts, PropertyColumns Columns,
    long LastLsn, bool HasRemoved)
{
    /// <summary>
    /// Whether a version has all rows. What is removed while the view is in use, is removed for later versions.
    /// </summary>
    public bool IsWhole(long lsn) => LastLsn <= lsn && !HasRemoved;
}

/// <summary>The texts of a segment's rows at one path: by row, and by word once the segment is full.</summary>
/// <param name="WordCounts">The length of each text in words.</param>
/// <param name="ByRow">The words of each row, or null when they are inverted.</param>
/// <param name="ByWord">The inverted words, or null.</param>
internal sealed record SegmentTexts(int[] WordCounts, TextStatistics[]? ByRow, Postings? ByWord)
{
    /// <summary>The rows before <paramref name="count"/> that have the word.</summary>
    public PostingList Find(ulong word, int count)
    {
        if (ByWord is not null)
            return ByWord.Find(word);
        var (rows, counts) = (new List<ushort>(), new List<ushort>());
        for (var row = 0; row < count; row++)
        {
            if (ByRow![row].CountOf(word) is not (> 0 and var found))
                continue;
            rows.Add((ushort)row);
            counts.Add((ushort)found);
        }
        return new PostingList(rows.ToArray(), counts.ToArray());
    }
}
