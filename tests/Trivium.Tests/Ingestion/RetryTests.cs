using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Tests.Support;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Tests.Ingestion;

public sealed class RetryTests
{
    [Fact]
    public async Task Retry_OfAFailedEmbed_GoesOnWithoutWhatIsDone()
    {
        using var embedder = new BrokenEmbedder("Section 199 ");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        JsonElement failed = await app.PutAsync("d", LongText());
        string id = failed.Text("id")!;
        int before = embedder.Embedded.Count;
        embedder.Mend();

        ExpressResponse retried = await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");
        JsonElement ended = await app.EndAsync(id);

        Assert.Equal("Failed", failed.Text("status"));
        Assert.Equal(202, retried.Status);
        Assert.True(ended.Text("status") == "Completed", ended.ToString());
        int chunks = ended.GetProperty("receipt").GetProperty("chunks").GetInt32();
        Assert.InRange(before, 1, chunks - 1);
        Assert.Equal(chunks, embedder.Embedded.Count);
        Assert.Equal(chunks, await app.Database.Chunks.CountAsync());
        Assert.Equal(200, await app.Database.Rows.CountAsync("c.table = 'headings'"));
        Assert.Equal(1, (await app.SendAsync("GET", "/v1/documents/d")).Json().GetProperty("generation").GetInt32());
        Assert.Equal(0, await app.Database.Catalog.CountAsync("c.kind = 'generation'"));
    }

    [Fact]
    public async Task Retry_Receipt_HasWhatEveryRunUsed()
    {
        using var embedder = new BrokenEmbedder("Section 199 ");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", LongText())).Text("id")!;
        embedder.Mend();

        await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");
        JsonElement receipt = (await app.EndAsync(id)).GetProperty("receipt");

        Dictionary<string, int> calls = receipt.GetProperty("activities").EnumerateArray()
            .ToDictionary(activity => activity.Text("name")!, activity => activity.GetProperty("calls").GetInt32());
        Assert.Equal(2, calls["begin"]);
        Assert.Equal(2, calls["parse"]);
        Assert.Equal(1, calls["commit"]);
    }

    [Fact]
    public async Task Retry_ThatFailsAgain_CanBeRetriedAgain()
    {
        using var embedder = new BrokenEmbedder("Version");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;

        await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");
        JsonElement second = await app.EndAsync(id);
        embedder.Mend();
        await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");
        JsonElement third = await app.EndAsync(id);

        Assert.Equal("Failed", second.Text("status"));
        Assert.Equal("Completed", third.Text("status"));
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
    }

    [Fact]
    public async Task Retry_CutOffAfterTheCatalog_IsStartedByTheSweep()
    {
        using var embedder = new BrokenEmbedder("Version");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;
        embedder.Mend();
        string pipeline = app.Services.GetRequiredService<Pipeline>().Version;
        ReviveOutcome revived = await app.Services.GetRequiredService<CatalogWriter>().ExecuteAsync(
            "default", new Revive("d", 1, IngestionIds.Run(id, 1), pipeline), new(), CancellationToken.None);

        await app.SweepAsync();
        await app.AdvanceUntilAsync(
            async () => (await app.EndAsync(id)).Text("status") == "Completed", TimeSpan.Zero);

        Assert.Equal(ReviveOutcome.Revived, revived);
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
    }

    [Fact]
    public async Task Retry_AfterANewerRequest_IsRefusedAndTheKeptGenerationPurged()
    {
        using var embedder = new BrokenEmbedder("Version 1");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;
        JsonElement newer = await app.PutAsync("d", VersionedDocument.Text(2));

        ExpressResponse retried = await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0;
            },
            TimeSpan.FromSeconds(5));

        Assert.Equal("Completed", newer.Text("status"));
        Assert.Equal(409, retried.Status);
        Assert.Equal("conflict", retried.Json().Text("code"));
        Assert.Contains("newer request", retried.Json().Text("detail"));
        Assert.Equal(2, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'part'"));
    }

    [Fact]
    public async Task Retry_WhenNothingIsKeptAnyMore_IsRefused()
    {
        using var embedder = new BrokenEmbedder("Version");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;
        store.Time.Advance(VisibilityLimits.KeptFor);
        await app.SweepAsync();

        ExpressResponse retried = await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");

        Assert.Equal(409, retried.Status);
        Assert.Contains("Send the document again", retried.Json().Text("detail"));
    }

    [Fact]
    public async Task Sweep_OfAKeptGeneration_LeavesItForARetry()
    {
        using var embedder = new BrokenEmbedder("Version");
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;
        store.Time.Advance(VisibilityLimits.KeptFor / 2);
        await app.SweepAsync();
        embedder.Mend();

        await app.SendAsync("POST", $"/v1/ingestions/{id}/retry");

        Assert.Equal("Completed", (await app.EndAsync(id)).Text("status"));
    }

    private static Task<TestApp> StartAsync(
        TestStore store, IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        store.StartAsync(services: services => services.AddSingleton(embedder));

    /// <summary>Two hundred sections: more than one slice of chunks, with the word that breaks in the last.</summary>
    private static string LongText()
    {
        var text = new StringBuilder();
        for (int section = 0; section < 200; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Section {section} of it\n\n");
            for (int line = 0; line < 8; line++)
                text.Append(CultureInfo.InvariantCulture, $"Line {line} of section {section} tells of databases.\n");
            text.Append('\n');
        }

        return text.ToString();
    }
}
