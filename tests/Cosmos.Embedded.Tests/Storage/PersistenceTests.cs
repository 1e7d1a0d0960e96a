using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Storage;

public sealed class PersistenceTests : IDisposable
{
    private static readonly PartitionKey A = new("a");
    private readonly string _directory = Directory.CreateTempSubdirectory("cosmos-embedded-").FullName;
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData(Durability.Disk)]
    [InlineData(Durability.Process)]
    public async Task Open_AfterDispose_EverythingIsThereToTheByte(Durability durability)
    {
        string item, container;
        await using (var engine = Open("a.db", durability))
        {
            await Fill(engine);
            (container, item) = await Snapshot(engine);
        }
        await using var reopened = Open("a.db", durability);
        Assert.Equal((container, item), await Snapshot(reopened));
        using var client = NewClient(reopened);
        var items = client.GetContainer("db", "items");
        var error = await Assert.ThrowsAsync<CosmosException>(() =>
            items.CreateItemAsync(new Item("3", "a", 0, "unique"), A));
        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
        var next = await items.CreateItemAsync(new Item("4", "a", 0, "other"), A);
        Assert.Equal("0:-1#6", next.Headers.Session);
    }

    [Fact]
    public async Task Open_CopyOfALiveFile_HasEveryAcknowledgedWrite()
    {
        await using var engine = Open("live.db", Durability.Disk);
        await Fill(engine);
        // What a kill would leave: the file and its log as they are, never closed.
        foreach (var file in Directory.GetFiles(_directory, "live.db*").Where(name => !name.EndsWith(".lock")))
            Copy(file, file.Replace("live.db", "killed.db"));
        await using var recovered = Open("killed.db", Durability.Disk);
        Assert.Equal(await Snapshot(engine), await Snapshot(recovered));
    }

    [Fact]
    public async Task Open_LogCutAnywhere_HasWholeTransactionsOnly()
    {
        await using var engine = Open("live.db", Durability.Disk);
        using var client = NewClient(engine);
        Database database = await client.CreateDatabaseAsync("db");
        Container container = await database.CreateContainerAsync("items", "/pk");
        for (var round = 0; round < 12; round++)
        {
            using var batch = await container.CreateTransactionalBatch(A)
                .UpsertItem(new Item("x", "a", round)).UpsertItem(new Item("y",
                    "a", round)).CreateItem(new Item($"r{round}", "a"))
                .ExecuteAsync();
            Assert.True(batch.IsSuccessStatusCode);
        }
        var log = new FileInfo(Path.Combine(_directory, "live.db-wal")).Length;
        var random = new Random(7);
        for (var cut = 0; cut < 8; cut++)
        {
            var name = $"cut{cut}.db";
            Copy(Path.Combine(_directory, "live.db"), Path.Combine(_directory, name));
            Copy(Path.Combine(_directory,
                "live.db-wal"), Path.Combine(_directory, name + "-wal"), random.NextInt64(log));
            await using var recovered = Open(name, Durability.Disk);
            await AssertWhole(recovered);
        }
    }

    [Fact]
    public async Task Open_FileInUse_IsRefusedClearly()
    {
        await using var engine = Open("a.db", Durability.Disk);
        var error = Assert.Throws<InvalidOperationException>(() => Open("a.db", Durability.Disk));
        Assert.Contains("in use by another engine", error.Message);
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefusedClearly()
    {
        await using (Open("a.db", Durability.Disk))
        {
        }
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "a.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        var error = Assert.Throws<InvalidOperationException>(() => Open("a.db", Durability.Disk));
        Assert.Contains("schema version 99", error.Message);
    }

    [Fact]
    public async Task DeleteContainer_Reopened_ItsItemsAreGone()
    {
        await using (var engine = Open("a.db", Durability.Disk))
        {
            await Fill(engine);
            using var client = NewClient(engine);
            await client.GetContainer("db", "items").DeleteContainerAsync();
            await client.GetDatabase("db").CreateContainerAsync("items", "/pk");
        }
        await using var reopened = Open("a.db", Durability.Disk);
        using var snapshot = reopened.Snapshot();
        var items = snapshot.Container("db", "items").Items;
        Assert.Equal(0, items.Count);
        Assert.Empty(items.Range(PartitionScope.All));
    }

    [Fact]
    public async Task Write_AfterDispose_IsUnavailable()
    {
        var engine = Open("a.db", Durability.Disk);
        await engine.DisposeAsync();
        using var http = new RawHttp(engine);
        var (status, body) = await http.Send("POST", "/dbs", """{"id":"x"}""");
        Assert.Equal(503, status);
        Assert.Contains("closed", body);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private EmbeddedCosmos Open(string name, Durability durability) => EmbeddedCosmos.Open(new()
    {
        DatabasePath = Path.Combine(_directory, name),
        Durability = durability,
        TimeProvider = _clock,
    });

    private static CosmosClient NewClient(EmbeddedCosmos engine) => engine.CreateClient(options =>
        options.UseSystemTextJsonSerializerWithOptions = new(System.Text.Json.JsonSerializerDefaults.Web));

    private static async Task Fill(EmbeddedCosmos engine)
    {
        using var client = NewClient(engine);
        Database database = await client.CreateDatabaseAsync("db");
        Container container = await database.CreateContainerAsync(new ContainerProperties("items", "/pk")
        {
            UniqueKeyPolicy = new() { UniqueKeys = { new UniqueKey { Paths = { "/text" } } } },
        });
        await container.CreateItemAsync(new Item("1", "a", 1, "unique"), A);
        await container.CreateItemAsync(new Item("2", "a", 1, "日本語"), A);
        await container.UpsertItemAsync(new Item("2", "a", 2, "日本語"), A);
        await container.CreateItemAsync(new Item("3", "b"), new PartitionKey("b"));
        await container.DeleteItemAsync<Item>("3", new PartitionKey("b"));
    }

    private static async Task<(string Container, string Item)> Snapshot(EmbeddedCosmos engine)
    {
        using var http = new RawHttp(engine);
        var container = await http.Send("GET", "/dbs/db/colls/items");
        var item =
            await http.Send("GET", "/dbs/db/colls/items/docs/2", null, ("x-ms-documentdb-partitionkey", "[\"a\"]"));
        Assert.Equal((200, 200), (container.Status, item.Status));
        return (container.Body, item.Body);
    }

    private static async Task AssertWhole(EmbeddedCosmos engine)
    {
        using var http = new RawHttp(engine);
        var (status, body) = await http.Send(
            "POST", "/dbs/db/colls/items/docs", """{"query":"SELECT c.id, c.n FROM c"}""", ("x-ms-documentdb-isquery",
                "True"));
        if (status == 404)
            return;
        var rows = JsonNode.Parse(body)!["Documents"]!.AsArray().ToDictionary(row =>
            (string)row!["id"]!, row => (int)row!["n"]!);
        if (rows.Count == 0)
            return;
        Assert.Equal(rows["x"], rows["y"]);
        Assert.Equal(rows["x"] + 1, rows.Keys.Count(id => id.StartsWith('r')));
    }

    private static void Copy(string from, string to, long? length = null)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
        if (length is { } cut)
            target.SetLength(cut);
    }
}
