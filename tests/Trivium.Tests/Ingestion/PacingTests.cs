using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

public sealed class PacingTests
{
    private const double Budget = 200;

    [Fact]
    public async Task Batch_WithABudget_IsChargedNoMoreInAnySecond()
    {
        await using var store = new TestStore();
        using var charges = new ChargeLog(store.Time);
        using CosmosClient observer = store.Cosmos.CreateClient();
        Container operations = observer.GetDatabase("trivium").GetContainer(ContainerDefinitions.Operations);
        await using TestApp app = await store.StartAsync(
            charges, options => options.RequestUnitsPerSecond = Budget);

        Task<ExpressResponse> batch = app.SendAsync(
            "POST", "/v1/documents:batch", Lines(6), ("Content-Type", "application/x-ndjson"));
        await app.AdvanceUntilAsync(
            async () => batch.IsCompleted && await operations.CountAsync("c.kind = 'ingestion' AND c.status = 'completed'") == 6,
            TimeSpan.FromSeconds(0.2));

        Assert.All(Answers(await batch), line => Assert.Equal(202, line.GetProperty("status").GetInt32()));
        Assert.True(charges.Total > 5 * Budget, $"All in all only {charges.Total} units were charged.");
        Assert.InRange(charges.LargestSecond(), 1, Budget);
    }

    [Fact]
    public async Task Get_WhileIngestionsUseUpTheBudget_IsNotHeldUp()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: options => options.RequestUnitsPerSecond = Budget);
        Task<ExpressResponse> batch = app.SendAsync(
            "POST", "/v1/documents:batch", Lines(30), ("Content-Type", "application/x-ndjson"));

        // Time stands still but for what the test takes: the batch cannot end.
        ExpressResponse read = await app.SendAsync("GET", "/v1/documents");
        bool isWaiting = !batch.IsCompleted;
        await app.AdvanceUntilAsync(() => Task.FromResult(batch.IsCompleted), TimeSpan.FromSeconds(5));

        Assert.Equal(200, read.Status);
        Assert.True(isWaiting);
    }

    [Fact]
    public async Task Ingest_WhileTheStoreIsBusyForHalfAnHour_GoesOnWhenItIsNot()
    {
        await using var store = new TestStore();
        using var charges = new ChargeLog(store.Time);
        using var embedder = new HeldEmbedder();
        await using TestApp app = await store.StartAsync(
            charges, services: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embedder));
        ExpressResponse accepted = await app.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(1), ("Content-Type", "text/markdown"));

        // Held, so that it does not end before the store is busy.
        await embedder.Reached;
        DateTimeOffset until = store.Time.GetUtcNow() + TimeSpan.FromMinutes(30);
        charges.BeBusyUntil(until);
        embedder.Release();

        while (store.Time.GetUtcNow() < until)
        {
            store.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        // A minute and more is the longest wait.
        await app.AdvanceUntilAsync(
            async () => await app.Database.Operations.CountAsync("c.kind = 'ingestion' AND c.status != 'completed'") == 0,
            TimeSpan.FromSeconds(5));

        Assert.Equal("Completed", (await app.EndAsync(accepted.Json().Text("id")!)).Text("status"));
        Assert.True(charges.Refused > 50, $"Only {charges.Refused} requests were refused.");
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
    }

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(1, count).Select(line =>
        JsonSerializer.Serialize(new { id = $"d{line}", contentType = "text/markdown", content = VersionedDocument.Text(line) })));

    private static IEnumerable<JsonElement> Answers(ExpressResponse batch) =>
        batch.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line));
}
