using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Reembedding;

/// <summary>A store on which apps with one model after another are started.</summary>
internal sealed class ReembeddedStore : IAsyncDisposable
{
    private readonly TestStore _store = new();

    public TestTime Time => _store.Time;

    /// <summary>Starts an app with a model, and the one before it where that can still be called.</summary>
    public Task<TestApp> StartAsync(
        ModelEmbedder own,
        ModelEmbedder? previous = null,
        DelegatingHandler? faults = null,
        bool sweep = true,
        bool reembed = true) =>
        _store.StartAsync(
            faults,
            options => (options.SweepAtStart, options.Reembed) = (sweep, reembed),
            services =>
            {
                services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(own);
                if (previous is not null)
                    services.AddKeyedSingleton<IEmbeddingGenerator<string, Embedding<float>>>(Embedders.PreviousKey, previous);
            });

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

/// <summary>What tests of re-embedding ask an app.</summary>
internal static class ReembeddedApp
{
    public static async Task<JsonElement> ReembeddingAsync(this TestApp app)
    {
        ExpressResponse response = await app.SendAsync("GET", "/v1/admin/reembedding");
        Assert.True(response.Status == 200, response.ToString());
        return response.Json();
    }

    public static async Task<string?> StateAsync(this TestApp app) => (await app.ReembeddingAsync()).Text("state");

    /// <summary>Waits until all documents have the app's embedder and nothing of another is left.</summary>
    public static Task SettleAsync(this TestApp app) =>
        app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.StateAsync() == "idle";
            },
            TimeSpan.FromSeconds(10));

    public static Task WaitForStateAsync(this TestApp app, string state) =>
        app.AdvanceUntilAsync(async () => await app.StateAsync() == state, TimeSpan.FromSeconds(1));

    public static async Task<JsonElement> SearchAsync(this TestApp app, string query, string mode, float[]? vector = null)
    {
        string body = vector is null
            ? JsonSerializer.Serialize(new { query, mode })
            : JsonSerializer.Serialize(new { mode, vector });
        ExpressResponse response = await app.SendAsync("POST", "/v1/search", body, ("Content-Type", "application/json"));
        Assert.True(response.Status == 200, response.ToString());
        return response.Json();
    }

    public static string[] Documents(this JsonElement answer) =>
        [.. answer.GetProperty("hits").EnumerateArray().Select(hit => hit.Text("documentId")!)];

    public static string? Notice(this JsonElement answer) =>
        answer.TryGetProperty("notice", out JsonElement notice) ? notice.GetString() : null;

    public static Container ChunksOf(this TestApp app, ModelEmbedder embedder) =>
        app.Database.Database.GetContainer(ContainerDefinitions.Chunks(EmbedderIdentity.Of(embedder)));

    public static async Task<ControlItem> ControlAsync(this TestApp app) =>
        (await app.Database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog("default"), new(), default))!;

    public static async Task AssertVerifiedAsync(this TestApp app)
    {
        ExpressResponse verified = await app.SendAsync("GET", "/v1/admin/verify");
        Assert.True(verified.Json().GetProperty("clean").GetBoolean(), verified.ToString());
    }

    /// <summary>Everything a container has of chunks but for what depends on when it was written.</summary>
    public static async Task<string> ChunksAsync(this TestApp app, ModelEmbedder embedder)
    {
        List<string> lines = [];
        var query = new QueryDefinition("SELECT * FROM c");
        await foreach (ChunkItem item in app.ChunksOf(embedder).QueryAsync<ChunkItem>(query, null, new(), default))
            lines.Add(JsonSerializer.Serialize(item with { Id = "", Generation = 0, UpdatedAt = default }, CosmosJson.Options));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
