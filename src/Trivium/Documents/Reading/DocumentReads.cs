using Microsoft.Azure.Cosmos;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents.Reading;

/// <summary>Reads documents and what they were turned into, as a snapshot shows them.</summary>
internal sealed class DocumentReads(TriviumDatabase database)
{
    /// <summary>1,000 sections in one answer; a book has a few hundred.</summary>
    private const int SectionsMax = 1_000;

    /// <summary>1 Mi characters of sections in one answer.</summary>
    private const int SectionCharsMax = 1024 * 1024;

    private static readonly string _document = $"SELECT * FROM c WHERE c.kind = 'document' AND {Snapshot.Condition}";

    private static readonly string _sections =
        $"SELECT * FROM c WHERE c.kind = 'section' AND {Snapshot.Condition} ORDER BY c.index";

    private static readonly string _chunks =
        "SELECT c.chunkId, c.chunkIndex, c.text, c.headings, c.generation FROM c "
        + $"WHERE {Snapshot.Condition} ORDER BY c.chunkIndex";

    private static readonly string _rows =
        $"SELECT c.rowIndex, c.data FROM c WHERE {Snapshot.Condition} ORDER BY c.rowIndex";

    /// <summary>The document, or null where the snapshot shows none.</summary>
    public Task<DocumentItem?> FindAsync(
        string tenant,
        string documentId,
        Snapshot snapshot,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        database.Documents.FirstOrDefaultAsync<DocumentItem>(
            Query(_document, snapshot), PartitionKeys.Document(tenant, documentId), meter, cancellationToken);

    /// <summary>The document.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.NotFound"/></exception>
    public async Task<DocumentItem> GetAsync(
        string tenant,
        string documentId,
        Snapshot snapshot,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        await FindAsync(tenant, DocumentIds.Require(documentId), snapshot, meter, cancellationToken)
            ?? throw new TriviumException(ErrorCode.NotFound, $"There is no document '{documentId}'.");

    /// <summary>A document's first sections, in reading order, as far as one answer carries them.</summary>
    public async Task<IReadOnlyList<SectionItem>> SectionsAsync(
        string tenant,
        string documentId,
        Snapshot snapshot,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        List<SectionItem> sections = [];
        long chars = 0;
        IAsyncEnumerable<SectionItem> all = database.Documents.QueryAsync<SectionItem>(
            Query(_sections, snapshot), PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        await foreach (SectionItem section in all)
        {
            chars += section.Text.Length;
            if (sections.Count > 0 && chars > SectionCharsMax) break;

            sections.Add(section);
            if (sections.Count == SectionsMax) break;
        }

        return sections;
    }

    /// <summary>A page of a document's chunks, in reading order, without their vectors.</summary>
    public Task<QueryPage<ChunkBody>> ChunksAsync(
        string tenant,
        string documentId,
        Snapshot snapshot,
        string? continuation,
        int count,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        database.ChunksOf(snapshot.Chunks).QueryPageAsync<ChunkBody>(
            Query(_chunks, snapshot), PartitionKeys.Document(tenant, documentId), continuation, count, meter, cancellationToken);

    /// <summary>A page of a document's rows in one table, in the order of the source.</summary>
    public Task<QueryPage<RowBody>> RowsAsync(
        string tenant,
        string documentId,
        string table,
        Snapshot snapshot,
        string? continuation,
        int count,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        database.Rows.QueryPageAsync<RowBody>(
            Query(_rows, snapshot), PartitionKeys.Rows(tenant, table, documentId), continuation, count, meter, cancellationToken);

    private static QueryDefinition Query(string text, Snapshot snapshot) =>
        SnapshotReader.WithSnapshot(new QueryDefinition(text), snapshot);
}
