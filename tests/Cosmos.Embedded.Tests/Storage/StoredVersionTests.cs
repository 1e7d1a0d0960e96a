using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Storage;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded.Tests.Storage;

/// <summary>Versions of the account whose items are in a file.</summary>
public sealed class StoredVersionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cosmos-embedded-").FullName;

    private string DatabasePath => Path.Combine(_directory, "cosmos.db");

    [Fact]
    public async Task Snapshot_WritesAndDeletionsSince_StaysAsItWas()
    {
        await using var engine = await OpenWithItems(1000);
        using var before = engine.Snapshot();
        using var http = new RawHttp(engine);
        await Put(http, 3, "changed");
        var middle = engine.Snapshot();
        Assert.Equal(204, (await http.Send("DELETE", "/dbs/db/colls/items")).Status);
        using var after = engine.Snapshot();
        Assert.Throws<RequestFailure>(() => after.Container("db", "items"));
        Assert.Contains("changed", Texts(middle));
        middle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => middle.Container("db", "items"));
        var texts = Texts(before);
        Assert.Equal(1000, texts.Count);
        Assert.All(texts, text => Assert.Equal("first", text));
    }

    [Fact]
    public async Task Snapshot_ReadWhileAWriterWorks_NeverMixesVersions()
    {
        const int items = 100;
        await using var engine = await OpenWithItems(0);
        using var http = new RawHttp(engine);
        await BulkItems.Write(http, items, "0");
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            // Versions must have changed between the reads, or nothing was shown.
            var seen = new HashSet<string>();
            while (seen.Count < 10)
            {
                using var snapshot = engine.Snapshot();
                var container = snapshot.Container("db", "items");
                var found = container.Items.Range(PartitionScope.All).ToList();
                Assert.Equal(items, found.Count);
                Assert.Equal(container.Lsn, found.Max(item => item.Lsn));
                seen.Add(Assert.Single(found.Select(Text).Distinct()));
            }
        })).ToList();
        for (var round = 1; readers.Any(reader => !reader.IsCompleted); round++)
            await BulkItems.Write(http, items, $"{round}");
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Snapshot_TakenWhileAnObserverWorks_HasWhatItWasTold()
    {
        Task<AccountSnapshot>? reading = null;
        var observer = new Recorder();
        using var store = new SqliteAccountStore(DatabasePath, Durability.Process, 0);
        await using var writer = new WriterLoop(store, new TestClock(), NullLogger.Instance, [observer]);
        var container = await Make(writer);
        observer.WhenCommitted = () =>
        {
            // Durable, but not published: this reader has to wait for the observer.
            Assert.Equal(0, writer.Current.Container("db", "items").Items.Count);
            reading ??= Task.Run(writer.Snapshot);
        };
        await Write(writer, container, items => items.Upsert(Prepared(container, "1"), default));
        using var snapshot = await reading!;
        Assert.Equal(1, snapshot.Container("db", "items").Items.Count);
        Assert.NotNull(snapshot.Container("db", "items").Items.Find(Prepared(container, "1").Epk, "1"));
        observer.WhenCommitted = null;
        await Write(writer, container, items => items.Upsert(Prepared(container, "1"), default));
        await Write(writer, container, items => items.Delete(Prepared(container, "1").Epk, "1", default));
        Assert.Equal(["- > 1@1", "1@1 > 1@2", "1@2 > -"], observer.Changes);
        await writer.Write(
            transaction =>
            {
                var database = transaction.State.Database("db");
                transaction.State = transaction.State.With(
                    database with { Containers = database.Containers.Remove("items") });
                transaction.Record(new StorageChange.DropContainer(container.Number));
                return true;
            },
            CancellationToken.None);
        Assert.Equal("dropped items", observer.Changes[^1]);
    }

    [Fact]
    public async Task Write_StorageRefusesIt_LeavesNothingAndTheNextSucceeds()
    {
        await using var engine = await OpenWithItems(1);
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON items WHEN NEW.id = CAST('9' AS BLOB) "
            + "BEGIN SELECT RAISE(ABORT, 'no room'); END");
        using var http = new RawHttp(engine);
        var (status, body) = await http.Send(
            "POST", "/dbs/db/colls/items/docs",
            """
            [{"operationType":"Create","resourceBody":{"id":"8","pk":"a"}},
             {"operationType":"Create","resourceBody":{"id":"9","pk":"a"}}]
            """,
            ("x-ms-cosmos-is-batch-request", "True"), ("x-ms-cosmos-batch-atomic", "True"),
            ("x-ms-documentdb-partitionkey", "[\"a\"]"));
        Assert.Equal(503, status);
        Assert.Contains("no room", body);
        using (var snapshot = engine.Snapshot())
            Assert.Equal(["first"], Texts(snapshot));
        await Put(http, 7, "after");
        using var later = engine.Snapshot();
        Assert.Equal(2, later.Container("db", "items").Items.Count);
        Assert.Equal(["after", "first"], Texts(later).Order());
    }

    [Fact]
    public async Task Open_ManyItems_ReadsNoneOfThem()
    {
        var count = TestRuns.IsFull ? 1_000_000 : 5_000;
        await using (await OpenWithItems(count))
        {
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using var engine = Open();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Reading 5000 items takes more than that.
        Assert.InRange(allocated, 0, 400_000);
        using var snapshot = engine.Snapshot();
        Assert.Equal(count, snapshot.Container("db", "items").Items.Count);
    }

    [Fact]
    public async Task Snapshot_EngineClosed_IsUnavailable()
    {
        var engine = await OpenWithItems(1);
        using var open = engine.Snapshot();
        await engine.DisposeAsync();
        Assert.Single(Texts(open));
        Assert.Equal(503, Assert.Throws<RequestFailure>(() => engine.Snapshot()).Status);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static List<string> Texts(AccountSnapshot snapshot) =>
        [.. snapshot.Container("db", "items").Items.Range(PartitionScope.All).Select(Text)];

    private static string Text(StoredItem item) => item.Element.GetProperty("text").GetString()!;

    private static async Task Put(RawHttp http, int id, string text)
    {
        var (status, _) = await http.Send(
            "POST", "/dbs/db/colls/items/docs", $$"""{"id":"{{id}}","pk":"a","text":"{{text}}"}""",
            ("x-ms-documentdb-is-upsert", "True"), ("x-ms-documentdb-partitionkey", "[\"a\"]"));
        Assert.InRange(status, 200, 201);
    }

    private static async Task<ContainerState> Make(WriterLoop writer)
    {
        var definition = ContainerDefinition.Parse("""{"id":"items","partitionKey":{"paths":["/pk"]}}"""u8.ToArray());
        return await writer.Write(
            transaction =>
            {
                var database = new DatabaseState((uint)transaction.NextKey(), "db", 0, null);
                transaction.State = transaction.State.With(database);
                transaction.Record(new StorageChange.PutDatabase(database));
                var container = new ContainerState(
                    database.Number, (uint)transaction.NextKey(), definition, transaction.NowSeconds, 0, null);
                transaction.State = transaction.State.With("db", container);
                transaction.Record(new StorageChange.PutContainer(container));
                return container;
            },
            CancellationToken.None);
    }

    private static async Task Write(WriterLoop writer, ContainerState container, Func<ItemWrites, ItemOutcome> write) =>
        await writer.Write(
            transaction => write(new ItemWrites(transaction, "db", "items", container.Number)), CancellationToken.None);

    private static PreparedItem Prepared(ContainerState container, string id) =>
        PreparedItem.Parse(container, System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","pk":"a"}"""));

    private EmbeddedCosmos Open() =>
        EmbeddedCosmos.Open(new() { DatabasePath = DatabasePath, Durability = Durability.Process });

    private async Task<EmbeddedCosmos> OpenWithItems(int count)
    {
        var engine = Open();
        using var http = new RawHttp(engine);
        await BulkItems.MakeContainer(http);
        await BulkItems.Write(http, count, "first");
        return engine;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes down what it is told.</summary>
    private sealed class Recorder : IItemObserver
    {
        public List<string> Changes { get; } = [];

        public Action? WhenCommitted { get; set; }

        public void Committed(ContainerState container, IReadOnlyList<ItemChange> changes)
        {
            WhenCommitted?.Invoke();
            Changes.AddRange(changes.Select(change => $"{Text(change.Before)} > {Text(change.After)}"));
        }

        public void Dropped(ContainerState container) => Changes.Add($"dropped {container.Definition.Id}");

        private static string Text(StoredItem? item) => item is null ? "-" : $"{item.Id}@{item.Lsn}";
    }
}
