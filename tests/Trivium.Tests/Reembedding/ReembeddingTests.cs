using System.Text.Json;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Reembedding;

/// <summary>Another model: the old chunks answer until all are embedded with the new one, and then only the new ones.</summary>
public sealed class ReembeddingTests : IAsyncLifetime
{
    private const string Amber = "# Amber\n\nAmber is a resin.\n\n# Basalt\n\nBasalt is a rock.\n";

    private readonly ReembeddedStore _store = new();
    private readonly ModelEmbedder _old = new("old", 16);

    public async Task InitializeAsync()
    {
        await using TestApp app = await _store.StartAsync(_old);
        await app.PutAsync("trains", "# Trains\n\nTrains run hourly.\n");
        await app.PutAsync("ferries", "# Ferries\n\nFerries run daily.\n");
        await app.PutAsync("stones", Amber);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Search_UntilTheSwitchAndAfterIt_IsAnsweredByTheModelOfWhatAnswers()
    {
        var next = new ModelEmbedder("new", 8) { HeldWord = "Amber" };
        await using TestApp app = await _store.StartAsync(next, _old);
        await next.Reached;
        _old.Embedded.Clear();

        JsonElement during = await app.SearchAsync("Trains run hourly", "vector");
        JsonElement given = await app.SearchAsync("", "vector", _old.VectorOf("Ferries run daily"));
        JsonElement state = await app.ReembeddingAsync();

        Assert.Equal("trains", during.Documents()[0]);
        Assert.Null(during.Notice());
        Assert.Equal(["Trains run hourly"], _old.Embedded);
        Assert.Equal("ferries", given.Documents()[0]);
        Assert.Equal("running", state.Text("state"));
        Assert.Equal("test/old (16 dimensions)", state.Text("from"));
        Assert.Equal("test/new (8 dimensions)", state.Text("to"));
        Assert.Equal(3, state.GetProperty("documents").GetProperty("total").GetInt32());
        Assert.True(state.GetProperty("documents").GetProperty("done").GetInt32() < 3);
        Assert.Equal(0, state.GetProperty("tenants").GetProperty("done").GetInt32());
        await app.AssertVerifiedAsync();

        next.Release();
        await app.SettleAsync();
        next.Embedded.Clear();
        JsonElement after = await app.SearchAsync("Trains run hourly", "vector");

        Assert.Equal("trains", after.Documents()[0]);
        Assert.Equal(["Trains run hourly"], next.Embedded);
        Assert.Equal(0, await app.ChunksOf(_old).CountAsync());
        Assert.Equal(4, await app.ChunksOf(next).CountAsync("IS_DEFINED(c.embedding)"));
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Receipt_AfterTheSwitch_SaysWhatItUsed()
    {
        var next = new ModelEmbedder("new", 8);
        await using TestApp app = await _store.StartAsync(next, _old);
        await app.SettleAsync();

        JsonElement receipt = (await app.ReembeddingAsync()).GetProperty("receipt");

        Assert.Equal(4, next.Embedded.Count);
        Assert.Equal(3, receipt.GetProperty("documents").GetInt32());
        Assert.Equal(4, receipt.GetProperty("chunks").GetInt64());
        Assert.Equal(
            next.Embedded.Sum(text => text.Split(' ').Length), receipt.GetProperty("embeddingTokens").GetInt64());
        Assert.True(receipt.GetProperty("requestUnits").GetDouble() > 0);
        Assert.Equal(3, receipt.GetProperty("cost").GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task Put_SameBytesUnderAnotherModel_IsUnchangedAndChunksKeepTheirIds()
    {
        string[] before;
        await using (TestApp first = await _store.StartAsync(_old)) before = await ChunkIdsAsync(first);

        await using TestApp app = await _store.StartAsync(new("new", 8));
        JsonElement during = await PutStonesAsync(app);
        await app.SettleAsync();
        JsonElement after = await PutStonesAsync(app);

        Assert.True(during.GetProperty("unchanged").GetBoolean());
        Assert.True(after.GetProperty("unchanged").GetBoolean());
        Assert.Equal(before, await ChunkIdsAsync(app));
    }

    [Fact]
    public async Task Search_OldModelCannotBeCalled_GoesByWordsAndSaysSo()
    {
        var next = new ModelEmbedder("new", 8) { HeldWord = "Amber" };
        await using TestApp app = await _store.StartAsync(next);
        await next.Reached;

        JsonElement hybrid = await app.SearchAsync("trains", "hybrid");
        JsonElement vector = await app.SearchAsync("trains", "vector");
        JsonElement text = await app.SearchAsync("trains", "text");
        JsonElement given = await app.SearchAsync("", "vector", _old.VectorOf("Ferries run daily"));

        Assert.Equal(["trains"], hybrid.Documents());
        Assert.Equal(["trains"], vector.Documents());
        Assert.Contains("test/old (16 dimensions), which cannot be called", hybrid.Notice(), StringComparison.Ordinal);
        Assert.NotNull(vector.Notice());
        Assert.Null(text.Notice());
        Assert.Equal("ferries", given.Documents()[0]);
        Assert.Null(given.Notice());
        next.Release();
        await app.SettleAsync();
        Assert.Null((await app.SearchAsync("trains", "hybrid")).Notice());
    }

    [Fact]
    public async Task Put_OldModelCannotBeCalled_IsFoundByWordsAtOnceAndByMeaningAfterTheSwitch()
    {
        var next = new ModelEmbedder("new", 8) { HeldWord = "Amber" };
        await using TestApp app = await _store.StartAsync(next);
        await next.Reached;

        await app.PutAsync("buses", "# Buses\n\nBuses run late.\n");
        JsonElement given = await app.SearchAsync("", "vector", _old.VectorOf("Buses run late"));

        Assert.Equal(["buses"], (await app.SearchAsync("buses", "hybrid")).Documents());
        Assert.Contains("some documents came while the embedder of the others", given.Notice(), StringComparison.Ordinal);
        Assert.Equal(1, await app.ChunksOf(_old).CountAsync("NOT IS_DEFINED(c.embedding)"));
        await app.AssertVerifiedAsync();
        next.Release();
        await app.SettleAsync();
        Assert.Equal("buses", (await app.SearchAsync("Buses run late", "vector")).Documents()[0]);
        await app.AssertVerifiedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writes_DuringIt_EndAsInAStoreThatHadTheModelFromTheBeginning(bool oldCanBeCalled)
    {
        var next = new ModelEmbedder("new", 8) { HeldWord = "Amber" };
        await using TestApp app = await _store.StartAsync(next, oldCanBeCalled ? _old : null);
        await next.Reached;
        await ChangeAsync(app);
        Assert.Equal(["wharves"], (await app.SearchAsync("wharves", "text")).Documents());
        Assert.Equal(oldCanBeCalled, (await app.SearchAsync("wharves", "hybrid")).Notice() is null);
        await app.AssertVerifiedAsync();

        // What was replaced and deleted is purged from both sets, while both are there.
        await PurgedAsync(app);
        Assert.Equal(3, await app.ChunksOf(next).CountAsync());
        next.Release();
        await app.SettleAsync();
        await app.AssertVerifiedAsync();

        await using var fresh = new ReembeddedStore();
        var model = new ModelEmbedder("new", 8);
        await using TestApp other = await fresh.StartAsync(model);
        await other.PutAsync("stones", Amber);
        await ChangeAsync(other);
        await PurgedAsync(other);

        Assert.Equal(await other.ChunksAsync(model), await app.ChunksAsync(next));
        Assert.Equal("", await app.ChunksAsync(_old));
    }

    [Fact]
    public async Task Chunks_PagesBeforeAndAfterTheSwitch_AreOfOneSnapshot()
    {
        var next = new ModelEmbedder("new", 8) { HeldWord = "Amber" };
        await using TestApp app = await _store.StartAsync(next, _old);
        await next.Reached;
        const string First = "/v1/documents/stones/chunks?top=1";
        JsonElement page = (await app.SendAsync("GET", First)).Json();
        next.Release();
        while ((await app.ControlAsync()).Serving!.Model != "test/new") await Task.Yield();

        // The new ones are taken away, so that only the old ones can answer.
        await ItemBatches.DeleteAllAsync(
            app.ChunksOf(next), PartitionKeys.Document("default", "stones"), ["3-0", "3-1"], new(), default);

        ExpressResponse rest = await app.SendAsync(
            "GET", $"{First}&continuation={Uri.EscapeDataString(page.Text("continuation")!)}");

        Assert.True(rest.Status == 200, rest.ToString());
        Assert.Equal("Basalt is a rock.", Assert.Single(rest.Json().GetProperty("chunks").EnumerateArray()).Text("text"));
        Assert.Equal(4, await app.ChunksOf(_old).CountAsync());
    }

    private static Task PurgedAsync(TestApp app) => app.AdvanceUntilAsync(
        async () => await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(10));

    private static async Task ChangeAsync(TestApp app)
    {
        await app.PutAsync("wharves", "# Wharves\n\nFerries leave from wharves.\n");
        await app.PutAsync("trains", "# Trains\n\nTrains run hourly.\n\n# Nights\n\nNone run at night.\n");
        ExpressResponse deleted = await app.SendAsync("DELETE", "/v1/documents/ferries");
        Assert.True(deleted.Status is 202 or 404, deleted.ToString());
    }

    private static async Task<JsonElement> PutStonesAsync(TestApp app)
    {
        ExpressResponse response = await app.SendAsync(
            "PUT", "/v1/documents/stones", Amber, ("Content-Type", "text/markdown"));
        Assert.True(response.Status is 200 or 202, response.ToString());
        return response.Json();
    }

    private static async Task<string[]> ChunkIdsAsync(TestApp app) =>
    [
        .. (await app.SendAsync("GET", "/v1/documents/stones/chunks")).Json().GetProperty("chunks").EnumerateArray()
            .Select(chunk => chunk.Text("chunkId")!),
    ];
}
