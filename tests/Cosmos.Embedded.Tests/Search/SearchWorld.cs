using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Search;

/// <summary>
/// A container of chunks that are written, changed, expired and deleted at random, and random searches over them.
/// Small numbers make everything that is rare frequent: equal vectors, equal scores, full and dead segments.
/// </summary>
internal sealed class SearchWorld(int seed, string? path, int segmentRows = 32) : IAsyncDisposable
{
    public const int Dimensions = 37;

    private static readonly string[] Vocabulary =
        [.. Enumerable.Range(0, 40).Select(i => "w" + i), "日本", "本語", "Größe", "e\u0301t\u00e9"];

    private static readonly string[] Tenants = ["a", "b", "c"];

    private readonly Random _random = new(seed);
    private readonly List<(string Id, string Tenant, string Document)> _known = [];
    private EmbeddedCosmos? _engine;
    private CosmosClient? _client;

    public TestClock Clock { get; } = new();

    public EmbeddedCosmos Engine => _engine!;

    public Container Chunks { get; private set; } = null!;

    public async Task Open()
    {
        _engine = EmbeddedCosmos.Open(new EmbeddedCosmosOptions
        {
            DatabasePath = path,
            TimeProvider = Clock,
            Durability = Durability.Process,
            SearchSegmentRows = segmentRows,
        });
        _client = _engine.CreateClient();
        Database database = await _client.CreateDatabaseIfNotExistsAsync("db");
        Chunks = await database.CreateContainerIfNotExistsAsync(Definition());
    }

    public async Task Reopen()
    {
        await DisposeAsync();
        await Open();
    }

    public async Task Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var dice = _known.Count == 0 ? 0 : _random.Next(10);
            if (dice < 6)
                await Upsert(NewKey());
            else if (dice < 8)
                await Upsert(_known[_random.Next(_known.Count)]);
            else
                await Delete();
        }
    }

    /// <summary>Writes new chunks only.</summary>
    public async Task Create(int count)
    {
        for (var i = 0; i < count; i++)
            await Upsert(NewKey());
    }

    /// <summary>A random search: its text, its vector and where it looks.</summary>
    public (QueryDefinition Query, QueryRequestOptions Options) Search()
    {
        string[] conditions = [.. Conditions().Where(_ => _random.Next(4) == 0)];
        var where = conditions.Length == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var limit = _random.Next(3) == 0
            ? (Top: "", Slice: $" OFFSET {_random.Next(5)} LIMIT {_random.Next(1, 40)}")
            : (Top: $"TOP {_random.Next(1, 40)} ", Slice: "");
        var query = new QueryDefinition($"SELECT {limit.Top}{Columns()} FROM c{where} ORDER BY {Order()}{limit.Slice}")
            .WithParameter("@vector", Vector(Dimensions))
            .WithParameter("@next", _random.Next(20))
            .WithParameter("@hidden", Enumerable.Range(0, _random.Next(6)).Select(_ => _random.Next(20)).ToArray())
            .WithParameter("@tags", new[] { "red", "green" })
            .WithParameter("@documents", new[] { "d1", "d3" });
        return (query, new QueryRequestOptions { PartitionKey = Scope() });
    }

    /// <summary>The rows of a search as the engine writes them.</summary>
    public async Task<List<string>> Rows((QueryDefinition Query, QueryRequestOptions Options) search)
    {
        using var pages = Chunks.GetItemQueryStreamIterator(search.Query, null, search.Options);
        var rows = new List<string>();
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync();
            Assert.True(page.IsSuccessStatusCode, page.ErrorMessage);
            using var json = await JsonDocument.ParseAsync(page.Content);
            rows.AddRange(json.RootElement.GetProperty("Documents").EnumerateArray().Select(row => row.GetRawText()));
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_engine is not null)
            await _engine.DisposeAsync();
    }

    private static ContainerProperties Definition() => new("chunks", new Collection<string> { "/tenant", "/document" })
    {
        DefaultTimeToLive = -1,
        VectorEmbeddingPolicy = new(new Collection<Embedding>
        {
            new()
            {
                Path = "/embedding",
                Dimensions = Dimensions,
                DataType = VectorDataType.Float32,
                DistanceFunction = DistanceFunction.Cosine,
            },
            new()
            {
                Path = "/place",
                Dimensions = 3,
                DataType = VectorDataType.Float32,
                DistanceFunction = DistanceFunction.Euclidean,
            },
        }),
        FullTextPolicy = new()
        {
            DefaultLanguage = "en-US",
            FullTextPaths = [new() { Path = "/terms", Language = "en-US" }],
        },
        IndexingPolicy = new()
        {
            IncludedPaths = { new() { Path = "/*" } },
            ExcludedPaths =
            {
                new() { Path = "/embedding/*" }, new() { Path = "/terms/?" }, new() { Path = "/hidden/?" },
            },
        },
    };

    private (string, string, string) NewKey()
    {
        var key = (Id: "i" + _known.Count, Tenants[_random.Next(Tenants.Length)], "d" + _random.Next(6));
        _known.Add(key);
        return key;
    }

    private async Task Upsert((string Id, string Tenant, string Document) key)
    {
        var item = new Dictionary<string, object?>
        {
            ["id"] = key.Id,
            ["tenant"] = key.Tenant,
            ["document"] = key.Document,
            ["generation"] = _random.Next(20),
            ["language"] = _random.Next(4) == 0 ? null : _random.Next(2) == 0 ? "en" : "ja",
            ["tags"] = new[] { "red", "green", "blue" }.Where(_ => _random.Next(3) == 0),
            ["at"] = _random.Next(100).ToString("D3", CultureInfo.InvariantCulture),
            ["hidden"] = _random.Next(3),
            ["place"] = new[] { _random.Next(3), _random.Next(3), _random.Next(3) },
        };
        if (_random.Next(12) != 0)
            item["terms"] = string.Join(_random.Next(2) == 0 ? " " : ", ", Words(_random.Next(12)));
        if (_random.Next(12) != 0)
            item["embedding"] = Vector(_random.Next(15) == 0 ? Dimensions - 1 : Dimensions);
        if (_random.Next(30) == 0)
            item["at"] = new string('9', 3000);
        if (_random.Next(8) == 0)
            item["ttl"] = _random.Next(1, 120);
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(item));
        using var response = await Chunks.UpsertItemStreamAsync(body, Key(key.Tenant, key.Document));
        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
    }

    private async Task Delete()
    {
        var (id, tenant, document) = _known[_random.Next(_known.Count)];
        using var response = await Chunks.DeleteItemStreamAsync(id, Key(tenant, document));
    }

    // Few different vectors, so that scores tie; some of length 0, some of enormous range.
    private float[] Vector(int dimensions)
    {
        if (_random.Next(20) == 0)
            return new float[dimensions];
        if (_random.Next(3) == 0)
            return [.. Enumerable.Range(0, dimensions).Select(i => (float)(i % 3) - _random.Next(2))];
        var size = Math.Pow(10, _random.Next(-3, 4));
        return [.. Enumerable.Range(0, dimensions).Select(_ => (float)((_random.NextDouble() - 0.4) * size))];
    }

    private IEnumerable<string> Words(int count) =>
        Enumerable.Range(0, count).Select(_ => Vocabulary[_random.Next(_random.Next(1, Vocabulary.Length + 1))]);

    private static IEnumerable<string> Conditions() =>
    [
        "c.generation < @next AND NOT ARRAY_CONTAINS(@hidden, c.generation)",
        "EXISTS(SELECT VALUE t FROM t IN c.tags WHERE ARRAY_CONTAINS(@tags, t))",
        "(c.language = 'en' OR c.generation > 10)",
        "ARRAY_CONTAINS(@documents, c.document)",
        "c.at >= '050'",
        "IS_DEFINED(c.language)",
        "FullTextContainsAny(c.terms, 'w1', 'W2', '日本')",
        "FullTextContainsAll(c.terms, 'w0', 'w3')",
        "FullTextContains(c.terms, 'größe')",
    ];

    private string Columns() => _random.Next(4) switch
    {
        0 => "*",
        1 => "VALUE c.id",
        2 => "c.id, VectorDistance(c.embedding, @vector) AS similarity",
        _ => "c.id, c.generation, c.terms",
    };

    private string Order()
    {
        var words = string.Join(", ", Words(_random.Next(1, 5)).Select(word => $"'{word}'"));
        var text = $"FullTextScore(c.terms, {words})";
        const string vector = "VectorDistance(c.embedding, @vector)";
        const string place = "VectorDistance([1, 0, 2], c.place)";
        return _random.Next(7) switch
        {
            0 => vector,
            1 => place,
            2 => $"RANK {text}",
            3 => $"RANK RRF({vector}, {text})",
            4 => $"RANK RRF({text}, {vector}, [4, 1])",
            5 => $"RANK RRF({place}, {vector}, {text}, [1, 0.5, 3])",
            _ => $"RANK RRF({vector}, {text}, [1, 4])",
        };
    }

    private PartitionKey? Scope() => _random.Next(4) switch
    {
        0 => null,
        1 => Key(Tenants[_random.Next(Tenants.Length)], "d" + _random.Next(6)),
        _ => new PartitionKeyBuilder().Add(Tenants[_random.Next(Tenants.Length)]).Build(),
    };

    private static PartitionKey Key(string tenant, string document) =>
        new PartitionKeyBuilder().Add(tenant).Add(document).Build();
}
