using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Tables.Catalog;

/// <summary>
/// Reads a tenant's table catalog from the documents a snapshot shows. The last catalog of each tenant is kept: what
/// two equal snapshots show is equal, so it never has to be taken back.
/// </summary>
internal sealed class TableCatalogReader(TriviumDatabase database)
{
    /// <summary>1,000: catalogs kept; a wide one takes a few hundred KB.</summary>
    private const int TenantsKeptMax = 1_000;

    private const string Query =
        $"""
        SELECT c.documentId, c.createdAt, c.chunks, c.tables
        FROM c WHERE c.kind = "{DocumentItem.ItemKind}" AND {Snapshot.Condition}
        """;

    private readonly ConcurrentDictionary<string, (Snapshot Snapshot, TableCatalog Catalog)> _kept = new();

    public async Task<TableCatalog> ReadAsync(
        string tenant, Snapshot snapshot, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(tenant, out var kept) && ShowsTheSame(kept.Snapshot, snapshot)) return kept.Catalog;

        QueryDefinition query = SnapshotReader.WithSnapshot(new(Query), snapshot);
        List<DocumentTables> documents = [];
        await foreach (var document in database.Documents.QueryAsync<DocumentTables>(
            query, PartitionKeys.Prefix(tenant), meter, cancellationToken))
            documents.Add(document);

        TableCatalog catalog = Merge(documents);
        if (_kept.Count >= TenantsKeptMax) _kept.Clear();
        _kept[tenant] = (snapshot, catalog);
        return catalog;
    }

    private static bool ShowsTheSame(Snapshot left, Snapshot right) =>
        left.Next == right.Next && left.Hidden.SequenceEqual(right.Hidden);

    private static TableCatalog Merge(List<DocumentTables> documents)
    {
        var merge = new TableMerge();
        var ordered = documents
            .OrderBy(document => document.CreatedAt)
            .ThenBy(document => document.DocumentId, StringComparer.Ordinal);
        foreach (DocumentTables document in ordered)
        {
            foreach (TableSchema table in document.Tables ?? []) merge.Add(table);
        }

        int chunked = documents.Count(document => document.Chunks > 0);
        return new(
        [
            SystemTables.Documents with { Rows = documents.Count, Documents = documents.Count },
            SystemTables.Chunks with { Rows = documents.Sum(document => (long)document.Chunks), Documents = chunked },
            .. merge.Tables(),
            .. SystemTables.Empty,
        ]);
    }

    private sealed record DocumentTables(
        string DocumentId, DateTimeOffset CreatedAt, int Chunks, IReadOnlyList<TableSchema>? Tables);
}
