using Trivium.Documents;

namespace Trivium.Verification;

/// <summary>What there is of each current generation, to compare with what its document item says.</summary>
internal sealed class CountedDocuments
{
    private readonly Dictionary<long, Counts> _counts = [];

    /// <summary>What there is in the set that answers.</summary>
    public void AddChunks(StoredGroup group) => Of(group.Generation).Chunks += group.Count;

    /// <summary>What there is in the set that is being filled.</summary>
    public void AddFilledChunks(StoredGroup group) => Of(group.Generation).FilledChunks += group.Count;

    public void AddSections(StoredGroup group) => Of(group.Generation).Sections += group.Count;

    public void AddRows(StoredGroup group) => Of(group.Generation).Tables[group.Table!] = group.Count;

    /// <summary>What differs, as a sentence; null where nothing does.</summary>
    /// <param name="document">What the document says.</param>
    /// <param name="chunks">Where all of its chunks are to be.</param>
    public string? Difference(DocumentItem document, ComparedChunks chunks)
    {
        Counts counts = _counts.GetValueOrDefault(document.Generation) ?? new();
        List<string> differences = [];
        if (chunks.HasFlag(ComparedChunks.Serving)) Compare("chunks", document.Chunks, counts.Chunks);
        if (chunks.HasFlag(ComparedChunks.Filling))
            Compare("chunks of the new embedder", document.Chunks, counts.FilledChunks);
        Compare("sections", document.Sections, counts.Sections);
        foreach (Tables.TableSchema table in document.Tables)
            Compare($"rows of '{table.Name}'", table.Rows, counts.Tables.GetValueOrDefault(table.Name));
        foreach (string other in counts.Tables.Keys.Except(document.Tables.Select(table => table.Name)))
            Compare($"rows of '{other}'", 0, counts.Tables[other]);
        return differences.Count == 0 ? null : string.Join("; ", differences);

        void Compare(string what, int said, int there)
        {
            if (said != there) differences.Add($"{said} {what} are said, {there} are there");
        }
    }

    private Counts Of(long generation)
    {
        if (!_counts.TryGetValue(generation, out Counts? counts)) _counts.Add(generation, counts = new());
        return counts;
    }

    private sealed class Counts
    {
        public int Chunks { get; set; }

        public int FilledChunks { get; set; }

        public int Sections { get; set; }

        public Dictionary<string, int> Tables { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>Which sets of chunks a document's count is compared with.</summary>
[Flags]
internal enum ComparedChunks
{
    None = 0,

    /// <summary>The one that answers.</summary>
    Serving = 1,

    /// <summary>The one that is being filled.</summary>
    Filling = 2,
}
