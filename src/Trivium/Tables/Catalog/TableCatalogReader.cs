using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Tables.Catalog;

/// <summary>
/// Reads a tenant's table catalog as a snapshot shows it. What a visible generation holds never changes, so after the
/// first time only those are read that have come into sight since the latest catalog.
/// </summary>
internal sealed class TableCatalogReader(TriviumDatabase database, TimeProvider time)
{
    /// <summary>1,000: more generations than that are read page by page like all.</summary>
    private const int GenerationsAtOnceMax = 1_000;

    /// <summary>
    /// 10 s: how old the snapshot of a kept catalog may grow before a younger one that shows the same takes its place.
    /// </summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    private const string Fields = "SELECT c.documentId, c.generation, c.createdAt, c.chunks, c.tables";

    private const string Visible = $"FROM c WHERE c.kind = \"{DocumentItem.ItemKind}\" AND {Snapshot.Condition}";

    private const string Some =
        $"FROM c WHERE c.kind = \"{DocumentItem.ItemKind}\" AND ARRAY_CONTAINS(@generations, c.generation)";

    private readonly KeptCatalogs _kept = new();

    public async Task<TableCatalog> ReadAsync(
        string tenant, Snapshot snapshot, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (_kept.Find(tenant, snapshot) is { } same)
        {
            if (snapshot.TakenAt - same.Snapshot.TakenAt > RenewAfter) _kept.Keep(tenant, new(snapshot, same.Parts));
            return same.Parts.Catalog;
        }

        KeptCatalog? before = _kept.Before(tenant, snapshot);
        CatalogParts parts = before is null || snapshot.Next - before.Snapshot.Next > GenerationsAtOnceMax
            ? await AllAsync(tenant, snapshot, meter, cancellationToken)
            : await FromAsync(before, tenant, snapshot, meter, cancellationToken);
        _kept.Keep(tenant, new(snapshot, parts));
        return parts.Catalog;
    }

    private async Task<CatalogParts> AllAsync(
        string tenant, Snapshot snapshot, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        QueryDefinition query = SnapshotReader.WithSnapshot(new($"{Fields} {Visible}"), snapshot);
        return CatalogParts.Empty.With([], await ReadAsync<DocumentTables>(tenant, query, meter, cancellationToken));
    }

    private async Task<CatalogParts> FromAsync(
        KeptCatalog before,
        string tenant,
        Snapshot snapshot,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        // What went out of sight after that snapshot is hidden for longer than this before it is gone for good.
        bool showsWhatIsGone = time.GetUtcNow() - before.Snapshot.TakenAt <= VisibilityLimits.ReaderLifetime;
        HashSet<long> hidden = [.. snapshot.Hidden];
        List<long> come;
        List<long> gone;
        if (showsWhatIsGone)
        {
            IEnumerable<long> begun = Between(before.Snapshot.Next, snapshot.Next);
            come = [.. begun.Concat(before.Snapshot.Hidden).Where(generation => !hidden.Contains(generation))];
            gone = [.. snapshot.Hidden.Where(before.Parts.Has)];
        }
        else
        {
            QueryDefinition query = SnapshotReader.WithSnapshot(new($"SELECT VALUE c.generation {Visible}"), snapshot);
            HashSet<long> visible = [.. await ReadAsync<long>(tenant, query, meter, cancellationToken)];
            come = [.. visible.Where(generation => !before.Parts.Has(generation))];
            gone = [.. before.Parts.Generations.Where(generation => !visible.Contains(generation))];
        }

        if (come.Count > GenerationsAtOnceMax) return await AllAsync(tenant, snapshot, meter, cancellationToken);
        if (come.Count == 0) return before.Parts.With(gone, []);
        QueryDefinition some = new QueryDefinition($"{Fields} {Some}").WithParameter("@generations", come);
        return before.Parts.With(gone, await ReadAsync<DocumentTables>(tenant, some, meter, cancellationToken));
    }

    private async Task<List<T>> ReadAsync<T>(
        string tenant, QueryDefinition query, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        List<T> found = [];
        await foreach (T item in database.Documents.QueryAsync<T>(
            query, PartitionKeys.Prefix(tenant), meter, cancellationToken))
            found.Add(item);
        return found;
    }

    private static IEnumerable<long> Between(long from, long to)
    {
        for (long generation = from; generation < to; generation++) yield return generation;
    }
}
