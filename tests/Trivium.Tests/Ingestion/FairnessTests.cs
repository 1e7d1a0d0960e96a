using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Documents.Writing;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

public sealed class FairnessTests
{
    /// <summary>A bulk: all of it waits when the other tenant's document comes.</summary>
    private static readonly int _bulk = TestRuns.IsFull ? 1_000 : 120;

    [Fact]
    public async Task Ingest_OneDocumentBesideAnothersBulk_EndsBeforeMostOfIt()
    {
        using var embedder = new GatedEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        for (int number = 0; number < _bulk; number++) await AcceptAsync(app, "bulk", Name(number));
        await AcceptAsync(app, "other", "single");

        embedder.Open();
        await app.AdvanceUntilAsync(async () => await CompletedAsync(app, "other") == 1, TimeSpan.Zero);
        int before = await CompletedAsync(app, "bulk");
        await app.AdvanceUntilAsync(async () => await CompletedAsync(app, "bulk") == _bulk, TimeSpan.Zero);

        Assert.InRange(before, 0, _bulk / 2);
    }

    [Fact]
    public async Task Ingest_ABulkCutOffByACrash_IsTakenUpInTurn()
    {
        const int Count = 40;
        await using var store = new TestStore();
        using (var embedder = new GatedEmbedder())
        {
            await using TestApp first = await StartAsync(store, embedder);
            for (int number = 0; number < Count; number++) await AcceptAsync(first, "bulk", Name(number));
        }

        await using TestApp second = await store.StartAsync();
        await second.AdvanceUntilAsync(async () => await CompletedAsync(second, "bulk") == Count, TimeSpan.Zero);

        ExpressResponse verified = await second.SendAsync("GET", "/v1/admin/verify");
        Assert.True(verified.Json().GetProperty("clean").GetBoolean(), verified.Text);
    }

    [Fact]
    public async Task Ingest_PlacesOfRunsEndedFromOutside_GoToWhatWaits()
    {
        const int Count = 40;
        using var embedder = new GatedEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        for (int number = 0; number < Count; number++) await AcceptAsync(app, "bulk", Name(number));
        var client = app.Services.GetRequiredService<IOrchestrationClient>();
        OrchestrationPage running = await client.GetInstancesAsync(new());
        foreach (OrchestrationMetadata instance in running.Values) await client.TerminateInstanceAsync(instance.InstanceId);

        embedder.Open();
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await CompletedAsync(app, "bulk") == Count - running.Values.Count;
            },
            TimeSpan.FromSeconds(5));

        Assert.InRange(running.Values.Count, 1, Trivium.Ingestion.IngestionQueue.TenantRunningMax);
    }

    [Fact]
    public async Task Cancel_OfOneThatWaits_EndsItAndNoOther()
    {
        const int Count = 20;
        using var embedder = new GatedEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        for (int number = 0; number < Count; number++) await AcceptAsync(app, "default", Name(number));

        ExpressResponse cancelled = await app.SendAsync("POST", $"/v1/ingestions/default-{Name(Count - 1)}-1/cancel");
        embedder.Open();
        await app.AdvanceUntilAsync(async () => await CompletedAsync(app, "default") == Count - 1, TimeSpan.Zero);

        Assert.Equal("Terminated", cancelled.Json().Text("status"));
        Assert.Null(await app.Services.GetRequiredService<IOrchestrationClient>().GetInstanceAsync(
            $"default-{Name(Count - 1)}-1"));
        Assert.Equal(404, (await app.SendAsync("GET", $"/v1/documents/{Name(Count - 1)}")).Status);
    }

    private static Task<TestApp> StartAsync(TestStore store, IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        store.StartAsync(services: services => services.AddSingleton(embedder));

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"d{number}");

    private static Task<AcceptedWrite> AcceptAsync(TestApp app, string tenant, string documentId)
    {
        var input = new DocumentInput
        {
            DocumentId = documentId,
            ContentType = "text/markdown",
            Content = new MemoryStream(Encoding.UTF8.GetBytes($"# {documentId}\n\nThe text of {documentId}.\n")),
        };
        return app.Services.GetRequiredService<DocumentWrites>().WriteAsync(
            tenant, input.Described(), new(), CancellationToken.None);
    }

    private static Task<int> CompletedAsync(TestApp app, string tenant) => app.Database.Operations.CountAsync(
        $"c.kind = 'ingestion' AND c.status = 'completed' AND c.tenant = '{tenant}'");
}
