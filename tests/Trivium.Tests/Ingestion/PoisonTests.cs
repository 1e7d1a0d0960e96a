using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Ingestion.Steps;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

public sealed class PoisonTests
{
    [Fact]
    public async Task Embed_EndingItsProcessEachTime_FailsInTheEndAndOthersDoNot()
    {
        await using var store = new TestStore();
        string[] ids = ["poison", "good-1", "good-2", "good-3"];
        int lives = 0;
        for (bool died = true; died; lives++)
        {
            Assert.True(lives < 20, "It goes on for ever.");
            using var embedder = new DeadlyEmbedder("poison");
            using var faults = new FaultyHandler(1, 0);
            await using TestApp app = await StartAsync(store, faults, embedder);
            if (lives == 0) foreach (string id in ids) await AcceptAsync(app, id);
            died = await DiesAsync(app, embedder);
            if (!died) await AssertEndedAsync(app, ids);

            // A process that dies says nothing to anybody any more.
            faults.Cut();
        }

        Assert.Equal(Deliveries.DeliveriesMax + 1, lives);
    }

    [Fact]
    public async Task Embed_CutOffByStopsInGoodOrder_IsNotTakenForPoison()
    {
        await using var store = new TestStore();
        for (int stop = 0; stop <= Deliveries.DeliveriesMax; stop++)
        {
            using var embedder = new DeadlyEmbedder("document");
            await using TestApp app = await StartAsync(store, null, embedder);
            if (stop == 0) await AcceptAsync(app, "document");
            Assert.True(await DiesAsync(app, embedder));
        }

        await using TestApp last = await store.StartAsync();

        Assert.Equal("Completed", (await last.EndAsync("default-document-1")).Text("status"));
    }

    private static Task<TestApp> StartAsync(
        TestStore store, DelegatingHandler? faults, IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        store.StartAsync(faults, services: services => services.AddSingleton(embedder));

    private static async Task AcceptAsync(TestApp app, string id)
    {
        ExpressResponse accepted = await app.SendAsync(
            "PUT", $"/v1/documents/{id}", $"# The {id} of all\n\nIts text is {id}.\n", ("Content-Type", "text/markdown"));
        Assert.Equal(202, accepted.Status);
    }

    /// <summary>True when the process has come to die; false when everything has ended.</summary>
    private static async Task<bool> DiesAsync(TestApp app, DeadlyEmbedder embedder)
    {
        await app.AdvanceUntilAsync(
            async () => embedder.Reached.IsCompleted
                || await app.Database.Operations.CountAsync("c.kind = 'ingestion' AND c.status IN ('pending', 'running')") == 0,
            TimeSpan.FromSeconds(1));
        return embedder.Reached.IsCompleted;
    }

    private static async Task AssertEndedAsync(TestApp app, string[] ids)
    {
        foreach (string id in ids)
        {
            JsonElement ended = await app.EndAsync($"default-{id}-1");
            Assert.True(ended.Text("status") == (id == "poison" ? "Failed" : "Completed"), ended.ToString());
        }

        JsonElement error = (await app.EndAsync("default-poison-1")).GetProperty("error");
        Assert.Equal("embed", error.Text("stage"));
        Assert.Equal("internal", error.Text("code"));
        Assert.Contains($"The process ended {Deliveries.DeliveriesMax} times", error.Text("message"));
        Assert.Equal(Deliveries.DeliveriesMax, error.GetProperty("attempt").GetInt32());
        Assert.False(error.GetProperty("retryable").GetBoolean());
        Assert.True((await app.SendAsync("GET", "/v1/admin/verify")).Json().GetProperty("clean").GetBoolean());
    }
}
