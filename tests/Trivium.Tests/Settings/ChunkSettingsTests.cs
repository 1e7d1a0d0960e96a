using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Settings;

/// <summary>How long chunks are, by request and by tenant, and what was decided once.</summary>
public sealed class ChunkSettingsTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Small = """{"maxTokens":80,"targetTokens":40,"overlapTokens":0}""";

    private static readonly string Text = string.Concat(Enumerable.Range(0, 60).Select(i => $"This is sentence {i} of them all. "));

    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Put_SizesInTheUrl_AreWhatTheDocumentIsMadeWith()
    {
        await SendTextAsync("a", "?maxTokens=80&targetTokens=40&overlapTokens=0");
        await SendTextAsync("b", "");

        JsonElement document = await DocumentAsync("a");
        Assert.Equal(Small, document.GetProperty("chunking").GetRawText());
        Assert.InRange(ChunksOf(document), 3 * ChunksOf(await DocumentAsync("b")), 60);
        Assert.Equal("""{"maxTokens":512,"targetTokens":256,"overlapTokens":32}""", (await DocumentAsync("b")).GetProperty("chunking").GetRawText());
    }

    [Fact]
    public async Task Put_SameBytesWithOtherSizes_IsAnotherVersionAndWithEqualOnesUnchanged()
    {
        await SendTextAsync("a", "");

        Assert.True(await IsUnchangedAsync("a", ""));
        Assert.True(await IsUnchangedAsync("a", "?targetTokens=256"));
        Assert.False(await IsUnchangedAsync("a", "?targetTokens=100"));
        Assert.True(await IsUnchangedAsync("a", "?targetTokens=100"));
        Assert.Equal(2, (await DocumentAsync("a")).GetProperty("generation").GetInt32());
    }

    [Fact]
    public async Task Put_Settings_CountForWhatIsSentAfterwards()
    {
        await SendTextAsync("a", "");
        ExpressResponse put = await _app.SendAsync("PUT", "/v1/settings", $"{{\"chunking\":{Small}}}", ("Content-Type", Json));
        ExpressResponse got = await _app.SendAsync("GET", "/v1/settings");

        Assert.Equal((200, $"{{\"chunking\":{Small}}}"), (put.Status, put.Text));
        Assert.Equal(put.Text, got.Text);
        Assert.Equal(512, (await DocumentAsync("a")).GetProperty("chunking").GetProperty("maxTokens").GetInt32());
        Assert.False(await IsUnchangedAsync("a", ""));
        Assert.Equal(80, (await DocumentAsync("a")).GetProperty("chunking").GetProperty("maxTokens").GetInt32());
        Assert.False(await IsUnchangedAsync("a", "?maxTokens=200"));
        Assert.Equal(200, (await DocumentAsync("a")).GetProperty("chunking").GetProperty("maxTokens").GetInt32());
        Assert.Equal(40, (await DocumentAsync("a")).GetProperty("chunking").GetProperty("targetTokens").GetInt32());
    }

    [Fact]
    public async Task Put_SettingsWithoutChunking_AreTheFirstOnesAgain()
    {
        await _app.SendAsync("PUT", "/v1/settings", $"{{\"chunking\":{Small}}}", ("Content-Type", Json));
        ExpressResponse put = await _app.SendAsync("PUT", "/v1/settings", "{}", ("Content-Type", Json));

        Assert.Equal(512, put.Json().GetProperty("chunking").GetProperty("maxTokens").GetInt32());
    }

    [Theory]
    [InlineData("""{"chunking":{"maxTokens":63}}""", "chunking.maxTokens")]
    [InlineData("""{"chunking":{"maxTokens":"many"}}""", "chunking.maxTokens")]
    [InlineData("""{"chunking":{"maxToken":100}}""", "chunking.maxToken")]
    [InlineData("""{"chunking":7}""", "chunking")]
    [InlineData("""{"chunks":{}}""", "chunks")]
    public async Task Put_SettingsThatAreNotPossible_AreRefusedAndChangeNothing(string body, string field)
    {
        ExpressResponse put = await _app.SendAsync("PUT", "/v1/settings", body, ("Content-Type", Json));

        Assert.Equal(400, put.Status);
        Assert.True(put.Json().GetProperty("errors").TryGetProperty(field, out _), put.Text);
        Assert.Equal(512, (await _app.SendAsync("GET", "/v1/settings")).Json().GetProperty("chunking").GetProperty("maxTokens").GetInt32());
    }

    [Fact]
    public async Task Ingest_SettingsChangedAndProcessRestarted_GoesOnWithWhatItWasAcceptedWith()
    {
        // Parsed, and the process ends before the first chunk is written: the next one parses again.
        await _app.DisposeAsync();
        using var embedder = new HeldEmbedder();
        _app = await _store.StartAsync(
            services: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embedder));
        await SendTextAsync("a", "?maxTokens=80&targetTokens=40&overlapTokens=0", wait: false);
        await embedder.Reached;
        await _app.SendAsync("PUT", "/v1/settings", """{"chunking":{"maxTokens":1000,"targetTokens":1000}}""", ("Content-Type", Json));
        await _app.DisposeAsync();

        _app = await _store.StartAsync();
        await _app.EndAsync("default-a-1");

        JsonElement document = await DocumentAsync("a");
        Assert.Equal(Small, document.GetProperty("chunking").GetRawText());
        Assert.InRange(ChunksOf(document), 10, 60);
    }

    [Fact]
    public async Task Post_EnvelopesAndBatchLinesAndUploads_TakeTheSizesInTheirJson()
    {
        string envelope = JsonSerializer.Serialize(new { id = "e", contentType = "text/plain", content = Text });
        envelope = $"{envelope[..^1]},\"chunking\":{Small}}}";
        await _app.SendAsync(
            "POST", "/v1/documents?wait=60", envelope, ("Content-Type", "application/vnd.trivium.document+json"));
        ExpressResponse batch = await _app.SendAsync(
            "POST", "/v1/documents:batch", envelope.Replace("\"e\"", "\"l\"", StringComparison.Ordinal), ("Content-Type", "application/x-ndjson"));
        await _app.EndAsync(batch.Json().GetProperty("id").GetString()!);
        await UploadAsync("u");

        foreach (string id in new[] { "e", "l", "u" })
            Assert.Equal(Small, (await DocumentAsync(id)).GetProperty("chunking").GetRawText());
    }

    [Theory]
    [InlineData("?maxTokens=63", "chunking.maxTokens is 63; 64 to 8192 are possible.")]
    [InlineData("?maxTokens=many", "maxTokens is 'many'; a whole number of tokens is needed.")]
    [InlineData("?targetTokens=600&maxTokens=500", "chunking.targetTokens is 600; 16 to 500 (maxTokens) are possible.")]
    public async Task Put_SizesThatAreNotPossible_AreRefused(string query, string detail)
    {
        ExpressResponse put = await _app.SendAsync("PUT", $"/v1/documents/a{query}", Text, ("Content-Type", "text/plain"));

        Assert.Equal((400, detail), (put.Status, put.Json().GetProperty("detail").GetString()));
        Assert.Equal(404, (await _app.SendAsync("GET", "/v1/documents/a")).Status);
    }

    [Fact]
    public async Task Post_UploadWithSizesThatAreNotPossible_IsRefusedBeforeItsParts()
    {
        ExpressResponse begun = await _app.SendAsync(
            "POST", "/v1/uploads", """{"contentType":"text/plain","chunking":{"maxTokens":1}}""", ("Content-Type", Json));

        Assert.Equal(400, begun.Status);
    }

    [Fact]
    public async Task Post_SameIdempotencyKeyAfterTheSettingsChanged_IsTheSameRequest()
    {
        ExpressResponse first = await PostAsync("?targetTokens=100");
        await _app.SendAsync("PUT", "/v1/settings", """{"chunking":{"overlapTokens":0}}""", ("Content-Type", Json));
        ExpressResponse second = await PostAsync("?targetTokens=100");

        Assert.Equal(first.Json().GetProperty("id").GetString(), second.Json().GetProperty("id").GetString());
        Assert.Equal(409, (await PostAsync("?targetTokens=101")).Status);

        Task<ExpressResponse> PostAsync(string query) => _app.SendAsync(
            "POST", $"/v1/documents{query}", Text, ("Content-Type", "text/plain"), ("Idempotency-Key", "k"));
    }

    [Fact]
    public async Task Post_Preview_ShowsTheChunksOfTheSizesWithTheirTokens()
    {
        ExpressResponse preview = await _app.SendAsync(
            "POST", "/v1/chunks:preview?maxTokens=80&targetTokens=40&overlapTokens=0", Text, ("Content-Type", "text/plain"));

        Assert.Equal(Small, preview.Json().GetProperty("chunking").GetRawText());
        Assert.All(
            preview.Json().GetProperty("chunks").EnumerateArray().SkipLast(1),
            chunk => Assert.InRange(chunk.GetProperty("tokens").GetInt32(), 20, 40));
    }

    private static int ChunksOf(JsonElement document) => document.GetProperty("counts").GetProperty("chunks").GetInt32();

    private async Task<JsonElement> DocumentAsync(string id) => (await _app.SendAsync("GET", $"/v1/documents/{id}")).Json();

    private async Task<ExpressResponse> SendTextAsync(string id, string query, bool wait = true)
    {
        ExpressResponse put = await _app.SendAsync("PUT", $"/v1/documents/{id}{query}", Text, ("Content-Type", "text/plain"));
        Assert.True(put.Status is 200 or 202, put.ToString());
        if (wait) await _app.EndAsync(put.Json().GetProperty("id").GetString()!);
        return put;
    }

    private async Task<bool> IsUnchangedAsync(string id, string query) =>
        (await SendTextAsync(id, query)).Json().GetProperty("unchanged").GetBoolean();

    private async Task UploadAsync(string id)
    {
        ExpressResponse begun = await _app.SendAsync(
            "POST", "/v1/uploads", $$"""{"id":"{{id}}","contentType":"text/plain","chunking":{{Small}}}""", ("Content-Type", Json));
        string upload = begun.Json().GetProperty("id").GetString()!;
        await _app.SendAsync("PUT", $"/v1/uploads/{upload}/1", Text, ("Content-Type", "application/octet-stream"));
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        ExpressResponse completed = await _app.SendAsync(
            "POST", $"/v1/uploads/{upload}/complete?wait=60", $$"""{"parts":1,"sha256":"{{sha256}}"}""", ("Content-Type", Json));
        Assert.True(completed.Status is 200 or 202, completed.ToString());
        await _app.EndAsync(completed.Json().GetProperty("id").GetString()!);
    }
}
