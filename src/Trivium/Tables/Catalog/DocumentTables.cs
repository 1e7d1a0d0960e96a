namespace Trivium.Tables.Catalog;

/// <summary>What one generation of a document adds to the catalog; it never changes.</summary>
internal sealed record DocumentTables(
    string DocumentId,
    long Generation,
    DateTimeOffset CreatedAt,
    int Chunks,
    IReadOnlyList<TableSchema>? Tables)
{
    /// <summary>Where it stands among those with a table of one name: older ones decide the order of columns.</summary>
    public PartOrder Order => new(CreatedAt, DocumentId, Generation);
}

/// <summary>The order of documents within a table.</summary>
internal readonly record struct PartOrder(DateTimeOffset CreatedAt, string DocumentId, long Generation)
    : IComparable<PartOrder>
{
    public int CompareTo(PartOrder other)
    {
        int order = CreatedAt.CompareTo(other.CreatedAt);
        if (order == 0) order = string.CompareOrdinal(DocumentId, other.DocumentId);
        return order == 0 ? Generation.CompareTo(other.Generation) : order;
    }
}
