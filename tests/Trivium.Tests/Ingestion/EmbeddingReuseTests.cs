using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Embeddings;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

/// <summary>A new version pays for what is new in it.</summary>
public sealed class EmbeddingReuseTests : IAsyncLifetime
{
    private const string First = "# Trains\n\nTrains run hourly.\n\n# Ferries\n\nFerries run daily.\n\n# Buses\n\nBuses run late.\n";

    private readonly TestStore _store = new();
    private readonly CountingEmbedder _embedder = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync(services: services =>
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_embedder));

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Put_OneSectionChanged_EmbedsItAloneAndSaysSo()
    {
        JsonElement first = await _app.PutAsync("travel", First);
        string[] before = await ChunkIdsAsync();
        _embedder.Texts.Clear();

        JsonElement second = await _app.PutAsync("travel", First.Replace("daily", "weekly", StringComparison.Ordinal));

        Assert.Equal(["Ferries\nFerries run weekly."], _embedder.Texts);
        Assert.Equal(0, first.GetProperty("receipt").GetProperty("embeddingsReused").GetInt64());
        Assert.Equal(2, second.GetProperty("receipt").GetProperty("embeddingsReused").GetInt64());
        string[] after = await ChunkIdsAsync();
        Assert.Equal([true, false, true], before.Zip(after, (one, other) => one == other));
        Assert.Equal("Ferries run weekly.", await FirstHitAsync("ferries weekly"));
    }

    [Fact]
    public async Task Put_SamePassageTwice_HasTwoIdsAndOneContent()
    {
        await _app.PutAsync("twice", "# A\n\nThe same words.\n\n# A\n\nThe same words.\n");

        string[] ids = await ChunkIdsAsync("twice");

        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Put_SameTextInAnotherDocument_IsAnotherChunk()
    {
        await _app.PutAsync("one", "Some words.");
        _embedder.Texts.Clear();
        await _app.PutAsync("two", "Some words.");

        Assert.NotEqual(await ChunkIdsAsync("one"), await ChunkIdsAsync("two"));
        Assert.Single(_embedder.Texts);
    }

    private async Task<string[]> ChunkIdsAsync(string documentId = "travel")
    {
        ExpressResponse response = await _app.SendAsync("GET", $"/v1/documents/{documentId}/chunks");
        return [.. response.Json().GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetProperty("chunkId").GetString()!)];
    }

    private async Task<string?> FirstHitAsync(string query)
    {
        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/search", JsonSerializer.Serialize(new { query, mode = "vector" }), ("Content-Type", "application/json"));
        return response.Json().GetProperty("hits")[0].GetProperty("text").GetString();
    }

    /// <summary>The built-in embedder, and a list of what it was asked for.</summary>
    private sealed class CountingEmbedder() : DelegatingEmbeddingGenerator<string, Embedding<float>>(new BuiltInEmbeddingGenerator())
    {
        public List<string> Texts { get; } = [];

        public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            string[] texts = [.. values];
            Texts.AddRange(texts);
            return base.GenerateAsync(texts, options, cancellationToken);
        }
    }
}
