using Trivium.Storage;
using Trivium.Tables;
using Trivium.Tables.Catalog;
using Trivium.Tests.Search;
using Trivium.Visibility;

namespace Trivium.Tests.Tables;

public sealed class TableCatalogReaderTests : IAsyncLifetime
{
    private readonly RetrievalFixture _retrieval = new();

    public Task InitializeAsync() => _retrieval.InitializeAsync();

    public Task DisposeAsync() => _retrieval.DisposeAsync();

    [Fact]
    public async Task ReadAsync_SameSnapshot_IsNotReadAgain()
    {
        await _retrieval.WriteAsync(new("a", 1) { Tables = [(Catalogs.Events, ["{}"])] });
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 2);
        var (first, _) = await ReadAsync();

        var (second, charge) = await ReadAsync();

        Assert.Same(first, second);
        Assert.Equal(0, charge);
    }

    [Fact]
    public async Task ReadAsync_DocumentReplacedOrHidden_ShowsTheTablesOfNow()
    {
        await _retrieval.WriteAsync(new("a", 1) { Tables = [(Catalogs.Events, ["{}"])] });
        await _retrieval.WriteAsync(new("a", 2) { Tables = [(Catalogs.Sales, ["{}", "{}"])] });
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3, hidden: 2);
        var (before, _) = await ReadAsync();
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3, hidden: 1);

        var (after, _) = await ReadAsync();

        Assert.NotNull(before.Find("events"));
        Assert.Null(before.Find("sales"));
        Assert.Null(after.Find("events"));
        Assert.Equal(2, after.Find("sales")!.Rows);
    }

    [Fact]
    public async Task ReadAsync_NothingThere_HasTheSystemTables()
    {
        var (catalog, _) = await ReadAsync();

        Assert.Equal(["chunks", "documents", "headings", "links"], catalog.Tables.Select(table => table.Name));
    }

    [Fact]
    public async Task ReadAsync_OneDocumentMore_ReadsThatOneAlone()
    {
        await WriteAsync("a", 1, table: 0);
        await WriteAsync("b", 2, table: 1);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3);
        var (before, _) = await ReadAsync();
        await WriteAsync("c", 3, table: 1);
        // Never so in earnest: who read it again would see another table.
        await WriteAsync("a", 1, table: 9);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 4);

        var (after, _) = await ReadAsync();

        Assert.Same(before.Find("t0"), after.Find("t0"));
        Assert.Equal((1, 2), (before.Find("t1")!.Documents, after.Find("t1")!.Documents));
        Assert.Null(after.Find("t9"));
    }

    [Fact]
    public async Task ReadAsync_AnyHistory_IsAsReadAnew()
    {
        var random = new Random(31);
        var visible = new Dictionary<string, long>();
        var hidden = new SortedSet<long>();
        long next = 1;
        for (var step = 0; step < 120; step++)
        {
            string id = $"d{random.Next(8)}";
            if (visible.Remove(id, out long before)) hidden.Add(before);
            long generation = next++;
            if (random.Next(4) > 0)
            {
                await WriteAsync(id, generation, random.Next(3));
                // Seen while it is still hidden, and in sight later.
                if (random.Next(3) == 0)
                {
                    await _retrieval.ShowAsync(RetrievalFixture.Tenant, next, [.. hidden.Append(generation)]);
                    await ReadAsync();
                }

                visible[id] = generation;
            }

            await _retrieval.ShowAsync(RetrievalFixture.Tenant, next, [.. hidden]);
            if (random.Next(2) == 0) await AssertAsReadAnewAsync();
            if (random.Next(5) > 0) continue;
            _retrieval.Time.Advance(VisibilityLimits.PurgeDelay);
            foreach (long gone in hidden) await PurgeAsync(gone);
            hidden.Clear();
            await _retrieval.ShowAsync(RetrievalFixture.Tenant, next);
            await AssertAsReadAnewAsync();
        }
    }

    [Fact]
    public async Task ReadAsync_SnapshotOfAContinuation_ShowsWhatItShowed()
    {
        await WriteAsync("a", 1, 0);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 2);
        Snapshot first = await SnapshotAsync();
        var (catalog, _) = await ReadAsync();
        await WriteAsync("b", 2, 1);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3);
        _retrieval.Time.Advance(TimeSpan.FromSeconds(1));
        var (both, _) = await ReadAsync();

        TableCatalog again = await _retrieval.Get<TableCatalogReader>().ReadAsync(
            RetrievalFixture.Tenant, first, new(), default);

        Assert.Same(catalog, again);
        Assert.NotNull(both.Find("t1"));
        Assert.Null(again.Find("t1"));
    }

    [Fact]
    public async Task ReadAsync_SlowReader_SeesNothingYounger()
    {
        await WriteAsync("a", 1, 0);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 2);
        await ReadAsync();
        await WriteAsync("b", 2, 1);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3);
        _retrieval.Time.Advance(TimeSpan.FromSeconds(1));
        Snapshot slow = await SnapshotAsync();
        await WriteAsync("c", 3, 2);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 4);
        await ReadAsync();

        TableCatalog catalog = await _retrieval.Get<TableCatalogReader>().ReadAsync(
            RetrievalFixture.Tenant, slow, new(), default);

        Assert.NotNull(catalog.Find("t1"));
        Assert.Null(catalog.Find("t2"));
    }

    private readonly Dictionary<long, string> _written = [];

    private Task WriteAsync(string id, long generation, int table)
    {
        _written[generation] = id;
        TableSchema schema = new(
            $"t{table}", [Catalogs.Column($"c{generation % 3}", "integer"), Catalogs.Column("x", "string")], 1);
        return _retrieval.WriteAsync(new(id, generation) { Tables = [(schema, ["{}"])] });
    }

    private Task PurgeAsync(long generation) => !_written.TryGetValue(generation, out string? id)
        ? Task.CompletedTask
        : _retrieval.Database.Documents.DeleteIfPresentAsync(
            Trivium.Documents.DocumentItem.IdOf(generation),
            PartitionKeys.Document(RetrievalFixture.Tenant, id),
            new(),
            default);

    private async Task AssertAsReadAnewAsync()
    {
        var (kept, _) = await ReadAsync();
        TableCatalog anew = await new TableCatalogReader(_retrieval.Database, _retrieval.Time).ReadAsync(
            RetrievalFixture.Tenant, await SnapshotAsync(), new(), default);

        Assert.Equal(Text(anew), Text(kept));
    }

    private static string Text(TableCatalog catalog) => System.Text.Json.JsonSerializer.Serialize(
        catalog.Tables.Select(table => table.Describe()));

    private Task<Snapshot> SnapshotAsync() =>
        _retrieval.Get<SnapshotReader>().TakeAsync(RetrievalFixture.Tenant, new(), default);

    private async Task<(TableCatalog Catalog, double RequestUnits)> ReadAsync()
    {
        Snapshot snapshot = await _retrieval.Get<SnapshotReader>().TakeAsync(RetrievalFixture.Tenant, new(), default);
        var meter = new RequestUnitMeter();
        TableCatalog catalog = await _retrieval.Get<TableCatalogReader>().ReadAsync(
            RetrievalFixture.Tenant, snapshot, meter, default);
        return (catalog, meter.Total);
    }
}
