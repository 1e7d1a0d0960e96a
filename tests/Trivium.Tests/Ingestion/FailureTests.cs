using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Trivium.Embeddings;
using Trivium.Express;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion;

public sealed class FailureTests
{
    [Fact]
    public async Task Embed_FailingForGood_LeavesTheDocumentAsItWas()
    {
        await using var store = new TestStore();
        await using (TestApp working = await store.StartAsync())
            await working.PutAsync("d", VersionedDocument.Text(1));
        await using TestApp app = await StartAsync(store, FailingEmbedder());

        JsonElement ended = await app.PutAsync("d", VersionedDocument.Text(2));

        Assert.Equal("Failed", ended.Text("status"));
        JsonElement error = ended.GetProperty("error");
        Assert.Equal("embed", error.Text("stage"));
        Assert.Equal("internal", error.Text("code"));
        Assert.Equal("Internal error", error.Text("message"));
        Assert.False(error.GetProperty("retryable").GetBoolean());
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
        store.Time.Advance(VisibilityLimits.KeptFor);
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0;
            },
            TimeSpan.FromSeconds(5));
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'part'"));
    }

    [Fact]
    public async Task Embed_FailingForGoodAtFirst_LeavesNothing()
    {
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, FailingEmbedder());

        JsonElement ended = await app.PutAsync("d", VersionedDocument.Text(1));
        Assert.Equal(404, (await app.SendAsync("GET", "/v1/documents/d")).Status);
        store.Time.Advance(VisibilityLimits.KeptFor);
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.CountDocumentItemsAsync() == 0;
            },
            TimeSpan.FromSeconds(5));

        Assert.Equal("Failed", ended.Text("status"));
        Assert.Equal(404, (await app.SendAsync("GET", "/v1/documents/d")).Status);
    }

    [Fact]
    public async Task Sweep_OfAnInstanceEndedFromOutside_GivesItUp()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        ExpressResponse accepted = await app.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(1), ("Content-Type", "text/markdown"));
        string id = accepted.Json().Text("id")!;
        await embedder.Reached;

        await app.Services.GetRequiredService<IOrchestrationClient>().TerminateInstanceAsync(id);
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.Database.Catalog.CountAsync("IS_DEFINED(c.pending)") == 0;
            },
            TimeSpan.Zero);
        embedder.Release();
        JsonElement ended = await app.EndAsync(id);

        Assert.Equal("Terminated", ended.Text("status"));
        Assert.True(ended.GetProperty("error").GetProperty("retryable").GetBoolean());
        JsonElement again = await app.PutAsync("d", VersionedDocument.Text(1));
        Assert.Equal("Completed", again.Text("status"));
    }

    private static Task<TestApp> StartAsync(
        TestStore store, IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        store.StartAsync(services: services => services.AddSingleton(embedder));

    private static IEmbeddingGenerator<string, Embedding<float>> FailingEmbedder()
    {
        var embedder = new Mock<IEmbeddingGenerator<string, Embedding<float>>>();
        embedder.Setup(generator => generator.GetService(typeof(EmbeddingGeneratorMetadata), null))
            .Returns(new BuiltInEmbeddingGenerator().Metadata);
        embedder.Setup(generator => generator.GenerateAsync(
                It.IsAny<IEnumerable<string>>(), It.IsAny<EmbeddingGenerationOptions?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("A secret of the embedder."));
        return embedder.Object;
    }
}
