using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Storage;

/// <summary>A file that the first version wrote, when all items lived in memory.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Definition =
        """
        {"id":"items","partitionKey":{"paths":["/pk"],"kind":"Hash","version":2},"defaultTtl":100,
         "uniqueKeyPolicy":{"uniqueKeys":[{"paths":["/text"]}]},
         "indexingPolicy":{"indexingMode":"consistent","includedPaths":[{"path":"/*"}],"excludedPaths":[]}}
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("cosmos-embedded-").FullName;
    private readonly TestClock _clock = new();

    private string DatabasePath => Path.Combine(_directory, "old.db");

    [Fact]
    public async Task Open_FileOfTheFirstVersion_KeepsEveryItemAndRule()
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        Write(now, ("a", "1", "one", null), ("a", "日本\0語", "two", -1), ("b", "1", "one", 5));
        await using (var engine = Open())
        {
            await CheckRead(engine);
            using var http = new RawHttp(engine);
            (string, string) a = ("x-ms-documentdb-partitionkey", "[\"a\"]");
            var taken = await http.Send("POST", "/dbs/db/colls/items/docs", """{"id":"9","pk":"a","text":"two"}""", a);
            Assert.Equal(409, taken.Status);
            Assert.Contains("Unique key violation", taken.Body);
            var made = await http.Send("POST", "/dbs/db/colls/items/docs", """{"id":"9","pk":"a","text":"new"}""", a);
            Assert.Equal(201, made.Status);
            // The highest numbers of the old file were 12 and 3.
            Assert.Contains("\"_etag\":\"\\\"00000004-", made.Body);
        }
        _clock.Advance(TimeSpan.FromSeconds(100));
        await using var reopened = Open();
        using var snapshot = reopened.Snapshot();
        var container = snapshot.Container("db", "items");
        Assert.Equal(["1", "1", "9"], container.Items.Expired(100, now + 100, 10).Select(item => item.Id).Order());
        Assert.Equal(4, container.Items.Count);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private EmbeddedCosmos Open() => EmbeddedCosmos.Open(new() { DatabasePath = DatabasePath, TimeProvider = _clock });

    private static async Task CheckRead(EmbeddedCosmos engine)
    {
        using (var snapshot = engine.Snapshot())
        {
            var container = snapshot.Container("db", "items");
            Assert.Equal(3, container.Lsn);
            Assert.Equal(3, container.Items.Count);
            var stored = container.Items.Range(PartitionScope.Below(Epk("a"))).ToList();
            Assert.Equal(["1", "日本\0語"], stored.Select(item => item.Id));
            Assert.Equal([(10L, 1L, 1L, (int?)null, 4), (11L, 2L, 2L, -1, 4)], stored.Select(item =>
                (item.Key, item.Sequence, item.Lsn, item.TimeToLive, item.IndexedValues)));
        }
        using var http = new RawHttp(engine);
        var (status, body) = await http.Send(
            "GET", "/dbs/db/colls/items/docs/1", null, ("x-ms-documentdb-partitionkey", "[\"b\"]"));
        Assert.Equal(200, status);
        Assert.Equal(Body("b", "1", "one"), body);
    }

    private static string Epk(string key)
    {
        using var json = JsonDocument.Parse($"\"{key}\"");
        return EffectivePartitionKey.Of(PartitionKeyKind.Hash, [PartitionKeyPart.From(json.RootElement)]);
    }

    private static string Body(string pk, string id, string text) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{JsonSerializer.Serialize(id)}},"pk":"{{pk}}","text":"{{text}}","_etag":"old"}""");

    private void Write(long now, params (string Pk, string Id, string Text, int? TimeToLive)[] items)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        Run(
            """
            CREATE TABLE account (only INTEGER PRIMARY KEY CHECK (only = 1), last_key INTEGER NOT NULL);
            INSERT INTO account VALUES (1, 12);
            CREATE TABLE databases (
                number INTEGER PRIMARY KEY, name TEXT NOT NULL, timestamp INTEGER NOT NULL, throughput INTEGER);
            CREATE TABLE containers (
                number INTEGER PRIMARY KEY, database INTEGER NOT NULL, definition BLOB NOT NULL,
                timestamp INTEGER NOT NULL, revision INTEGER NOT NULL, throughput INTEGER, lsn INTEGER NOT NULL);
            CREATE TABLE items (
                key INTEGER PRIMARY KEY, container INTEGER NOT NULL, epk TEXT NOT NULL, id TEXT NOT NULL,
                sequence INTEGER NOT NULL, lsn INTEGER NOT NULL, timestamp INTEGER NOT NULL, ttl INTEGER,
                indexed_values INTEGER NOT NULL, body BLOB NOT NULL);
            CREATE INDEX items_by_container ON items (container);
            PRAGMA user_version = 1;
            INSERT INTO databases VALUES (1, 'db', 0, NULL);
            """);
        Run("INSERT INTO containers VALUES (2, 1, $0, 0, 0, NULL, 3)", Encoding.UTF8.GetBytes(Definition));
        for (var i = 0; i < items.Length; i++)
        {
            var (pk, id, text, timeToLive) = items[i];
            Run(
                "INSERT INTO items VALUES ($0, 2, $1, $2, $3, $3, $4, $5, 4, $6)", 10 + i, Epk(pk), id, 1 + i, now,
                timeToLive, Encoding.UTF8.GetBytes(Body(pk, id, text)));
        }

        void Run(string sql, params object?[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
            command.ExecuteNonQuery();
        }
    }
}
