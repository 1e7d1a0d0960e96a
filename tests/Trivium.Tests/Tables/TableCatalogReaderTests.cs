using Trivium.Storage;
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

    private async Task<(TableCatalog Catalog, double RequestUnits)> ReadAsync()
    {
        Snapshot snapshot = await _retrieval.Get<SnapshotReader>().TakeAsync(RetrievalFixture.Tenant, new(), default);
        var meter = new RequestUnitMeter();
        TableCatalog catalog = await _retrieval.Get<TableCatalogReader>().ReadAsync(
            RetrievalFixture.Tenant, snapshot, meter, default);
        return (catalog, meter.Total);
    }
}
