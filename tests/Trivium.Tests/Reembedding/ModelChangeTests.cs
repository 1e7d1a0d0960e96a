using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Reembedding;

/// <summary>Models that come and go while documents are re-embedded, and documents that a model does not take.</summary>
public sealed class ModelChangeTests : IAsyncLifetime
{
    private readonly ReembeddedStore _store = new();
    private readonly ModelEmbedder _old = new("old", 16);

    public async Task InitializeAsync()
    {
        await using TestApp app = await _store.StartAsync(_old);
        await app.PutAsync("stones", "# Amber\n\nAmber is a resin.\n");
        await app.PutAsync("trains", "# Trains\n\nTrains run hourly.\n");
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Start_ThirdModelDuringTheSecond_TakesItsPlaceAndTheSecondIsEmptied()
    {
        var second = new ModelEmbedder("second", 8) { HeldWord = "Amber" };
        await StopAtAmberAsync(second);

        var third = new ModelEmbedder("third", 12);
        await using TestApp app = await _store.StartAsync(third, _old);
        Assert.Equal("trains", (await app.SearchAsync("Trains run hourly", "vector")).Documents()[0]);
        await app.SettleAsync();

        Assert.Equal("", await app.ChunksAsync(_old));
        Assert.Equal("", await app.ChunksAsync(second));
        Assert.Equal(2, await app.ChunksOf(third).CountAsync("IS_DEFINED(c.embedding)"));
        Assert.Equal("trains", (await app.SearchAsync("Trains run hourly", "vector")).Documents()[0]);
        Assert.Equal("test/third", (await app.ControlAsync()).Serving!.Model);
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Start_OldModelAgain_GivesItUpAndEmbedsOnlyWhatCameWithoutIt()
    {
        var second = new ModelEmbedder("second", 8) { HeldWord = "Amber" };
        await StopAtAmberAsync(second, async app => await app.PutAsync("buses", "# Buses\n\nBuses run late.\n"));
        _old.Embedded.Clear();

        await using TestApp app = await _store.StartAsync(_old);
        await app.SettleAsync();

        Assert.Equal(["Buses\nBuses run late."], _old.Embedded);
        Assert.Equal("", await app.ChunksAsync(second));
        JsonElement answer = await app.SearchAsync("Buses run late", "vector");
        Assert.Equal("buses", answer.Documents()[0]);
        Assert.Null(answer.Notice());
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Start_SecondModelAfterTheFirstCameBack_FillsItsContainerAnew()
    {
        await StopAtAmberAsync(new("second", 8) { HeldWord = "Amber" });
        await (await _store.StartAsync(_old, sweep: false)).DisposeAsync();

        var again = new ModelEmbedder("second", 8);
        await using TestApp app = await _store.StartAsync(again);
        Assert.Null((await app.ControlAsync()).Filling);
        await app.SettleAsync();

        Assert.Equal("test/second", (await app.ControlAsync()).Serving!.Model);
        Assert.Equal(2, await app.ChunksOf(again).CountAsync("IS_DEFINED(c.embedding)"));
        Assert.Equal(2, again.Embedded.Count);
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Fill_DocumentTheModelDoesNotTake_IsNamedAndTheOldOnesGoOnAnswering()
    {
        await using (TestApp refusing = await _store.StartAsync(new("second", 8) { RefusedWord = "Amber" }, _old))
        {
            await refusing.WaitForStateAsync("failed");
            JsonElement state = await refusing.ReembeddingAsync();
            JsonElement fault = Assert.Single(state.GetProperty("failed").EnumerateArray());

            Assert.Equal("stones", fault.Text("documentId"));
            Assert.Equal(1, state.GetProperty("documents").GetProperty("done").GetInt32());
            Assert.Equal("stones", (await refusing.SearchAsync("Amber is a resin", "vector")).Documents()[0]);
        }

        var mended = new ModelEmbedder("second", 8);
        await using TestApp app = await _store.StartAsync(mended);
        await app.SettleAsync();

        Assert.Equal(["Amber\nAmber is a resin."], mended.Embedded);
        Assert.Equal(2, (await app.ReembeddingAsync()).GetProperty("receipt").GetProperty("documents").GetInt32());
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Start_ReembeddingIsOff_LeavesWhatAnswers()
    {
        var second = new ModelEmbedder("second", 8);
        await using TestApp app = await _store.StartAsync(second, _old, reembed: false);
        await app.SweepAsync();
        await app.PutAsync("buses", "# Buses\n\nBuses run late.\n");

        Assert.Equal("idle", await app.StateAsync());
        Assert.Equal("buses", (await app.SearchAsync("Buses run late", "vector")).Documents()[0]);
        Assert.Equal("test/old", (await app.ControlAsync()).Serving!.Model);
        Assert.Empty(second.Embedded);
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Fill_DocumentDeletedMeanwhile_IsNotMissed()
    {
        await using TestApp app = await _store.StartAsync(new("second", 8) { RefusedWord = "Amber" });
        await app.WaitForStateAsync("failed");

        await app.SendAsync("DELETE", "/v1/documents/stones");
        await app.SettleAsync();

        Assert.Equal("test/second", (await app.ControlAsync()).Serving!.Model);
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Switch_IngestionThatBeganBefore_IsWaitedFor()
    {
        var held = new ModelEmbedder("old", 16) { HeldWord = "Quartz" };
        TestApp before = await _store.StartAsync(held);
        await before.SendAsync("PUT", "/v1/documents/quartz", "# Quartz\n\nQuartz is hard.\n", ("Content-Type", "text/markdown"));
        await held.Reached;
        await before.DisposeAsync();

        // The same model, still held: the ingestion goes on, begun when there was no other set.
        await using TestApp app = await _store.StartAsync(new("second", 8), held);
        await app.WaitForStateAsync("waiting");
        Assert.Equal(
            ["default-quartz-1"], (await app.ReembeddingAsync()).GetProperty("waitsFor").EnumerateArray().Select(id => id.GetString()));
        held.Release();
        await app.SettleAsync();

        Assert.Equal("quartz", (await app.SearchAsync("Quartz is hard", "vector")).Documents()[0]);
        await app.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Start_StoreOfAReleaseWithoutSets_TakesWhatAnswersFromItsDocuments()
    {
        await using (TestApp app = await _store.StartAsync(_old, sweep: false)) await MakeOldAsync(app);

        await using TestApp next = await _store.StartAsync(new("second", 8), _old);
        ControlItem control = await next.ControlAsync();
        await next.SettleAsync();

        Assert.Equal("test/old", control.Serving!.Model);
        Assert.Equal("trains", (await next.SearchAsync("Trains run hourly", "vector")).Documents()[0]);
        Assert.Equal("", await next.ChunksAsync(_old));
        await next.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Fill_DocumentOfManyPages_IsEmbeddedWhole()
    {
        int sections = TestRuns.IsFull ? 1_300 : 300;
        var text = new StringBuilder();
        for (int n = 0; n < sections; n++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"# Part {n}\n\nText of part {n}.\n\n");
        await using (TestApp app = await _store.StartAsync(_old)) await app.PutAsync("long", text.ToString());

        var next = new ModelEmbedder("second", 8);
        await using TestApp filled = await _store.StartAsync(next);
        await filled.SettleAsync();

        Assert.Equal(sections + 2, await filled.ChunksOf(next).CountAsync("IS_DEFINED(c.embedding)"));
        Assert.Equal(sections + 2, next.Embedded.Count);
        await filled.AssertVerifiedAsync();
    }

    /// <summary>Starts an app with a model and ends it in the middle of the re-embedding.</summary>
    private async Task StopAtAmberAsync(ModelEmbedder model, Func<TestApp, Task>? meanwhile = null)
    {
        TestApp app = await _store.StartAsync(model);
        await model.Reached;
        if (meanwhile is not null) await meanwhile(app);
        await app.DisposeAsync();
    }

    /// <summary>Makes the catalog what an earlier release wrote.</summary>
    private async Task MakeOldAsync(TestApp app)
    {
        PartitionKey key = PartitionKeys.Catalog("default");
        List<HeadItem> heads = [];
        var query = new QueryDefinition("SELECT * FROM c WHERE c.kind = 'head'");
        await foreach (HeadItem head in app.Database.Catalog.QueryAsync<HeadItem>(query, key, new(), default)) heads.Add(head);
        foreach (HeadItem head in heads)
        {
            CurrentGeneration current = head.Current! with
            {
                Pipeline = $"{head.Current!.Pipeline}.{EmbedderIdentity.Of(_old).Fingerprint}",
                Embedded = null!,
            };
            await app.Database.Catalog.UpsertAsync(head with { Current = current, ETag = null }, key, new(), default);
        }

        ControlItem control = await app.ControlAsync();
        await app.Database.Catalog.UpsertAsync(
            control with { Serving = null, WantedEmbedder = null, Retiring = null!, ETag = null }, key, new(), default);
    }
}
