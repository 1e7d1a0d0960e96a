using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Embedded;

namespace Trivium.Benchmarks;

/// <summary>Generated chunks in an embedded engine, and searches over them through the official client.</summary>
internal sealed class ChunkCorpus : IAsyncDisposable
{
    public const int Dimensions = 1024;

    private const int Seed = 20260102;
    private const int VocabularyWords = 20_000;
    private const int WordsPerChunk = 90;
    private const int ChunksPerDocument = 10;
    private const int Topics = 500;
    private const int QueryTerms = 5;
    private const int WritersMax = 16;

    private readonly Random _random = new(Seed);
    private readonly float[][] _topics;
    private readonly CosmosClient _client;
    private int[] _hidden = [];
    private Container? _container;

    private ChunkCorpus(EmbeddedCosmos engine)
    {
        Engine = engine;
        _client = engine.CreateClient();
        _topics = [.. Enumerable.Range(0, Topics).Select(_ => Numbers(1))];
    }

    public EmbeddedCosmos Engine { get; }

    /// <summary>Writes the chunks.</summary>
    /// <param name="tenants">Over how many tenants.</param>
    /// <param name="chunksPerTenant">How many chunks each of them has.</param>
    /// <param name="hidden">How many generations every search has to leave out; none of them has chunks.</param>
    /// <param name="databasePath">The file to keep them in; null for memory.</param>
    public static async Task<ChunkCorpus> Write(
        int tenants, int chunksPerTenant, int hidden = 0, string? databasePath = null)
    {
        var corpus = new ChunkCorpus(EmbeddedCosmos.Open(new()
        {
            DatabasePath = databasePath,
            Durability = Durability.Process,
        }));
        await corpus.Fill(tenants, chunksPerTenant);
        corpus.Hide(hidden);
        return corpus;
    }

    /// <summary>Makes every search leave out so many generations.</summary>
    public void Hide(int generations) => _hidden = [.. Enumerable.Range(1_000_000, generations)];

    /// <summary>Runs a search for the ten best chunks of a tenant.</summary>
    /// <param name="kind">By words, by vector, or both.</param>
    /// <param name="tenant">The tenant's number.</param>
    /// <returns>How many were found.</returns>
    public async Task<int> Search(SearchKind kind, int tenant)
    {
        const string vector = "VectorDistance(c.embedding, @vector)";
        var terms = string.Join(", ", Enumerable.Range(0, QueryTerms).Select(_ => $"'{Word()}'"));
        var order = kind switch
        {
            SearchKind.Text => $"RANK FullTextScore(c.terms, {terms})",
            SearchKind.Vector => vector,
            SearchKind.Hybrid => $"RANK RRF({vector}, FullTextScore(c.terms, {terms}), [1, 4])",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of search."),
        };
        var words = kind == SearchKind.Text ? $" AND FullTextContainsAny(c.terms, {terms})" : "";
        var query = new QueryDefinition(
            "SELECT TOP 10 c.id, c.documentId, c.text FROM c WHERE c.generation < @next "
            + $"AND NOT ARRAY_CONTAINS(@hidden, c.generation){words} ORDER BY {order}")
            .WithParameter("@next", 2_000_000)
            .WithParameter("@hidden", _hidden)
            .WithParameter("@vector", Numbers(0.1f, _topics[_random.Next(Topics)]));
        var options = new QueryRequestOptions { PartitionKey = new PartitionKeyBuilder().Add(Tenant(tenant)).Build() };
        using var pages = _container!.GetItemQueryStreamIterator(query, null, options);
        using var page = await pages.ReadNextAsync();
        page.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(page.Content);
        return json.RootElement.GetProperty("_count").GetInt32();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Engine.DisposeAsync();
    }

    private async Task Fill(int tenants, int chunksPerTenant)
    {
        Database database = await _client.CreateDatabaseAsync("db");
        _container = await database.CreateContainerAsync(Definition());
        var chunks = Enumerable.Range(0, tenants * chunksPerTenant).Select(i => Chunk(i, chunksPerTenant));
        await Parallel.ForEachAsync(
            chunks, new ParallelOptions { MaxDegreeOfParallelism = WritersMax }, async (chunk, cancellation) =>
            {
                using var body = new MemoryStream(chunk.Body);
                var key = new PartitionKeyBuilder().Add(chunk.Tenant).Add(chunk.Document).Build();
                using var response = await _container.CreateItemStreamAsync(
                    body, key, cancellationToken: cancellation);
                response.EnsureSuccessStatusCode();
            });
        await Engine.Search.MaintenanceDone;
    }

    private (string Tenant, string Document, byte[] Body) Chunk(int number, int chunksPerTenant)
    {
        var document = number / ChunksPerDocument;
        var words = string.Join(' ', Enumerable.Range(0, WordsPerChunk).Select(_ => Word()));
        var (tenant, id) = (Tenant(number / chunksPerTenant), $"d{document}");
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = $"{document}-{number % ChunksPerDocument}",
            tenant,
            documentId = id,
            generation = document,
            chunkIndex = number % ChunksPerDocument,
            text = words,
            terms = words,
            headings = new[] { Word(), Word() },
            title = Word(),
            language = "en",
            tags = new[] { Word() },
            updatedAt = "2026-01-02T03:04:05Z",
            embedding = Numbers(0.3f, _topics[_random.Next(Topics)]),
        });
        return (tenant, id, body);
    }

    private string Word() =>
        string.Create(CultureInfo.InvariantCulture, $"w{WordRank.Next(_random, VocabularyWords)}x");

    private float[] Numbers(float scale, float[]? around = null)
    {
        var numbers = new float[Dimensions];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (around?[i] ?? 0) + (scale * ((float)_random.NextDouble() - 0.5f));
        return numbers;
    }

    private static string Tenant(int number) => string.Create(CultureInfo.InvariantCulture, $"tenant{number}");

    private static ContainerProperties Definition() =>
        new("chunks", new Collection<string> { "/tenant", "/documentId" })
        {
            VectorEmbeddingPolicy = new(new Collection<Embedding>
            {
                new()
                {
                    Path = "/embedding",
                    Dimensions = Dimensions,
                    DataType = VectorDataType.Float32,
                    DistanceFunction = DistanceFunction.Cosine,
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
                    new() { Path = "/embedding/*" }, new() { Path = "/text/?" }, new() { Path = "/terms/?" },
                },
            },
        };
}
