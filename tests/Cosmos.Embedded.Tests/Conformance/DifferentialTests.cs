using System.Text;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

/// <summary>
/// The same random requests to an engine in memory and to one with a file: every answer must be the same to the byte,
/// system properties included. A small cache makes items come and go; now and then the file is closed and opened.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Ids = ["1", "10", "2", "a", "a\0", "é", "\uFFFD", "😀", "😀a", "日本", "\uE000"];

    private static readonly string[] Queries =
    [
        "SELECT * FROM c",
        "SELECT VALUE c.id FROM c WHERE c.n > 5",
        "SELECT VALUE COUNT(1) FROM c",
        "SELECT c.pk, SUM(c.n) AS s FROM c GROUP BY c.pk",
        "SELECT c.id, c.n FROM c ORDER BY c.n DESC",
        "SELECT DISTINCT VALUE c.n FROM c",
        "SELECT VALUE t FROM c JOIN t IN c.tags",
    ];

    // Of itself a sweep moves the log on at a moment that would be another in each engine.
    private static readonly TimeSpan Never = TimeSpan.FromDays(36_500);

    private readonly string _directory = Directory.CreateTempSubdirectory("cosmos-embedded-").FullName;
    private readonly TestClock _clock = new();
    private EmbeddedCosmos _memory = null!;
    private EmbeddedCosmos _stored = null!;

    public async Task InitializeAsync()
    {
        _memory = EmbeddedCosmos.Open(new() { TimeProvider = _clock, ExpirySweepInterval = Never });
        _stored = OpenStored();
        await Both("POST", "/dbs", """{"id":"db"}""");
        await Both(
            "POST", "/dbs/db/colls",
            """
            {"id":"items","partitionKey":{"paths":["/pk"]},"defaultTtl":1000,
             "uniqueKeyPolicy":{"uniqueKeys":[{"paths":["/u"]}]}}
            """);
    }

    [Fact]
    public async Task AnyRequests_InMemoryAndInAFile_AreAnsweredTheSame()
    {
        var seed = Environment.GetEnvironmentVariable("TRIVIUM_SEED") is { } given ? int.Parse(given, null) : 20261203;
        output.WriteLine($"TRIVIUM_SEED={seed}");
        var random = new Random(seed);
        var steps = TestRuns.IsFull ? 30_000 : 1500;
        for (var step = 0; step < steps; step++)
        {
            switch (random.Next(20))
            {
                case < 9:
                    await Write(random);
                    break;
                case < 12:
                    await Batch(random);
                    break;
                case < 17:
                    await Query(random);
                    break;
                case 17:
                    await Changes(random);
                    break;
                case 18:
                    _clock.Advance(TimeSpan.FromSeconds(random.Next(1, 30)));
                    break;
                default:
                    await Rare(random);
                    break;
            }
        }
    }

    public async Task DisposeAsync()
    {
        await _memory.DisposeAsync();
        await _stored.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Pk(Random random) => $"p{random.Next(3)}";

    private static string Item(Random random, string pk, string id) => new JsonObject
    {
        ["id"] = id,
        ["pk"] = pk,
        ["n"] = random.Next(10),
        ["u"] = random.Next(40),
        ["tags"] = new JsonArray(random.Next(3), random.Next(3)),
        ["ttl"] = random.Next(4) switch { 0 => random.Next(1, 60), 1 => -1, _ => null },
    }.ToJsonString();

    private static (string, string) Key(string pk) => ("x-ms-documentdb-partitionkey", $"[\"{pk}\"]");

    private async Task Write(Random random)
    {
        var (pk, id) = (Pk(random), Ids[random.Next(Ids.Length)]);
        var path = "/dbs/db/colls/items/docs/" + Uri.EscapeDataString(id);
        _ = random.Next(6) switch
        {
            0 => await Both("POST", "/dbs/db/colls/items/docs", Item(random, pk, id), Key(pk)),
            1 or 2 => await Both(
                "POST", "/dbs/db/colls/items/docs", Item(random, pk, id), Key(pk),
                ("x-ms-documentdb-is-upsert", "True")),
            3 => await Both("PUT", path, Item(random, pk, id), Key(pk)),
            4 => await Both("DELETE", path, null, Key(pk)),
            _ => await Both("GET", path, null, Key(pk)),
        };
    }

    private async Task Batch(Random random)
    {
        var pk = Pk(random);
        var operations = Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
        {
            var id = Ids[random.Next(Ids.Length)];
            string[] kinds = ["Upsert", "Create", "Replace", "Delete", "Read"];
            var kind = kinds[random.Next(kinds.Length)];
            return new JsonObject
            {
                ["operationType"] = kind,
                ["id"] = id,
                ["partitionKey"] = $"[\"{pk}\"]",
                ["resourceBody"] = kind is "Delete" or "Read" ? null : JsonNode.Parse(Item(random, pk, id)),
            };
        });
        await Both(
            "POST", "/dbs/db/colls/items/docs", new JsonArray([.. operations]).ToJsonString(),
            ("x-ms-cosmos-is-batch-request", "True"),
            ("x-ms-cosmos-batch-atomic", random.Next(2) == 0 ? "True" : "False"), Key(pk));
    }

    private async Task Query(Random random)
    {
        var query = new JsonObject { ["query"] = Queries[random.Next(Queries.Length)] }.ToJsonString();
        var scope = random.Next(2) == 0 ? Key(Pk(random)) : ("x-ms-none", "");
        var size = $"{random.Next(1, 12)}";
        string? continuation = null;
        do
        {
            continuation = await Both(
                "POST", "/dbs/db/colls/items/docs", query, scope, ("x-ms-documentdb-isquery", "True"),
                ("x-ms-max-item-count", size), ("x-ms-continuation", continuation ?? ""));
        }
        while (continuation is not null);
    }

    private async Task Changes(Random random)
    {
        string? point = null;
        for (var page = 0; page < 4; page++)
        {
            point = await Both(
                "GET", "/dbs/db/colls/items/docs", null, ("A-IM", "Incremental Feed"),
                ("x-ms-max-item-count", $"{random.Next(1, 8)}"), ("If-None-Match", point ?? "\"0\""));
        }
    }

    // The number of a kept result is the engine's own; without it the query runs again.
    private static string? WithoutResults(string? token)
    {
        if (token is null)
            return null;
        var json = JsonNode.Parse(Convert.FromBase64String(token))!;
        json["Results"] = 0;
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private async Task Rare(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                await Both("POST", "/dbs/db/colls/items/operations/partitionkeydelete", null, Key(Pk(random)));
                break;
            case 1:
                await _memory.RemoveExpired();
                await _stored.RemoveExpired();
                break;
            case 2:
                var definition = JsonNode.Parse((await Send(_memory, "GET", "/dbs/db/colls/items", null)).Body)!;
                definition["defaultTtl"] = random.Next(3) switch { 0 => -1, 1 => 20, _ => 1000 };
                await Both("PUT", "/dbs/db/colls/items", definition.ToJsonString());
                break;
            default:
                await _stored.DisposeAsync();
                _stored = OpenStored();
                break;
        }
    }

    private EmbeddedCosmos OpenStored() => EmbeddedCosmos.Open(new()
    {
        DatabasePath = Path.Combine(_directory, "cosmos.db"),
        Durability = Durability.Process,
        TimeProvider = _clock,
        ItemCacheBytesMax = 8_000,
        ExpirySweepInterval = Never,
    });

    /// <summary>Sends the request to both and returns where the next page begins.</summary>
    private async Task<string?> Both(
        string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var expected = await Send(_memory, method, path, body, headers);
        var actual = await Send(_stored, method, path, body, headers);
        Assert.Equal(expected, actual);
        return expected.Next;
    }

    private static async Task<(int Status, string Body, string? Next, string Headers)> Send(
        EmbeddedCosmos engine, string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(engine.CreateHandler()) { BaseAddress = new Uri("http://embedded.invalid/") };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8);
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isFeed = request.Headers.Contains("A-IM");
        var next = isFeed ? Header("ETag") : WithoutResults(Header("x-ms-continuation"));
        string[] told = ["x-ms-request-charge", "x-ms-session-token", "lsn", "x-ms-item-count", "etag"];
        return ((int)answer.StatusCode, text, next, string.Join(' ', told.Select(Header)));

        string? Header(string name) =>
            answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
    }
}
