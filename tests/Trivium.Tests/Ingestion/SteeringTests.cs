using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion;

public sealed class SteeringTests
{
    [Fact]
    public async Task Cancel_RunningIngestion_LeavesTheDocumentAsItWas()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using (TestApp working = await store.StartAsync())
            await working.PutAsync("d", VersionedDocument.Text(1));
        await using TestApp app = await StartAsync(store, embedder);
        string id = await AcceptAsync(app, VersionedDocument.Text(2));
        await embedder.Reached;

        ExpressResponse cancelled = await app.SendAsync("POST", $"/v1/ingestions/{id}/cancel");
        embedder.Release();
        await app.Services.GetRequiredService<IOrchestrationClient>().WaitForInstanceCompletionAsync(id);
        await app.AdvanceUntilAsync(
            async () => await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(5));

        Assert.Equal(202, cancelled.Status);
        Assert.Equal("Terminated", cancelled.Json().Text("status"));
        Assert.Equal("Terminated", (await app.EndAsync(id)).Text("status"));
        Assert.Equal(1, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'part'"));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'document'"));
    }

    [Fact]
    public async Task SuspendAndResume_RunningIngestion_HoldIt()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = await AcceptAsync(app, VersionedDocument.Text(1));
        await embedder.Reached;

        ExpressResponse suspended = await app.SendAsync("POST", $"/v1/ingestions/{id}/suspend");
        ExpressResponse again = await app.SendAsync("POST", $"/v1/ingestions/{id}/suspend");
        JsonElement held = (await app.SendAsync("GET", "/v1/ingestions?status=suspended")).Json();
        JsonElement running = (await app.SendAsync("GET", "/v1/ingestions?status=running")).Json();
        embedder.Release();
        ExpressResponse resumed = await app.SendAsync("POST", $"/v1/ingestions/{id}/resume");
        JsonElement ended = await app.EndAsync(id);

        Assert.Equal("Suspended", suspended.Json().Text("status"));
        Assert.Equal(409, again.Status);
        Assert.Contains("is Suspended", again.Json().Text("detail"));
        Assert.Equal(id, Assert.Single(held.GetProperty("ingestions").EnumerateArray()).Text("id"));
        Assert.Empty(running.GetProperty("ingestions").EnumerateArray());
        Assert.Equal(202, resumed.Status);
        Assert.Equal("Completed", ended.Text("status"));
    }

    [Fact]
    public async Task Suspend_RunningIngestion_CommitsNothingUntilResumed()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        string id = await AcceptAsync(app, VersionedDocument.Text(1));
        await embedder.Reached;
        await app.SendAsync("POST", $"/v1/ingestions/{id}/suspend");
        var client = app.Services.GetRequiredService<IOrchestrationClient>();
        await app.AdvanceUntilAsync(
            async () => (await client.GetInstanceAsync(id))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
            TimeSpan.Zero);

        embedder.Release();
        await app.AdvanceUntilAsync(async () => await app.Database.Chunks.CountAsync() > 0, TimeSpan.Zero);
        int hidden = (await app.SendAsync("GET", "/v1/documents/d")).Status;
        await app.SendAsync("POST", $"/v1/ingestions/{id}/cancel");
        await client.WaitForInstanceCompletionAsync(id);

        Assert.Equal(404, hidden);
        Assert.Equal("Terminated", (await app.EndAsync(id)).Text("status"));
        Assert.Equal(404, (await app.SendAsync("GET", "/v1/documents/d")).Status);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("retry")]
    public async Task Steering_CompletedOrUnknownIngestion_IsRefused(string operation)
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        string id = (await app.PutAsync("d", VersionedDocument.Text(1))).Text("id")!;

        ExpressResponse refused = await app.SendAsync("POST", $"/v1/ingestions/{id}/{operation}");
        ExpressResponse absent = await app.SendAsync("POST", $"/v1/ingestions/default-nothing-1/{operation}");

        Assert.Equal(409, refused.Status);
        Assert.Equal("conflict", refused.Json().Text("code"));
        Assert.Contains("is Completed", refused.Json().Text("detail"));
        Assert.Equal(404, absent.Status);
    }

    [Fact]
    public async Task Cancel_SupersededIngestion_EndsIt()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await StartAsync(store, embedder);
        await AcceptAsync(app, VersionedDocument.Text(1));
        await embedder.Reached;
        await app.SendAsync("DELETE", "/v1/documents/d");

        ExpressResponse cancelled = await app.SendAsync("POST", "/v1/ingestions/default-d-1/cancel");
        embedder.Release();
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.CountDocumentItemsAsync() == 0;
            },
            TimeSpan.FromSeconds(5));

        Assert.Equal(202, cancelled.Status);
        Assert.Equal("Terminated", cancelled.Json().Text("status"));
    }

    [Fact]
    public async Task Put_WhereTheManagementApiIsServed_TellsTheOperatorItsAddresses()
    {
        await using var store = new TestStore();
        await using TestApp served = await store.StartAsync(
            services: services => services.AddEmbeddedOrchestrationManagement());

        ExpressResponse accepted = await served.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(1), ("Content-Type", "text/markdown"));
        JsonElement body = accepted.Json();
        await served.EndAsync(body.Text("id")!);

        // Its record ends a moment before the instance itself, of which the status is.
        await served.Services.GetRequiredService<IOrchestrationClient>().WaitForInstanceCompletionAsync(body.Text("id")!);
        ExpressResponse status = await served.SendAsync("GET", body.Text("statusQueryGetUri")!);

        Assert.Equal(200, status.Status);
        Assert.Equal("ingest", status.Json().Text("name"));
        Assert.Equal(body.Text("id"), status.Json().Text("instanceId"));
        foreach (string name in (string[])["sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri",
            "suspendPostUri", "resumePostUri"])
        {
            Assert.Contains("/runtime/webhooks/durabletask/instances/default-d-1", body.Text(name));
        }
    }

    [Fact]
    public async Task Put_WhereItIsNotServed_TellsNone()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();

        ExpressResponse accepted = await app.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(1), ("Content-Type", "text/markdown"));

        Assert.Equal(StatusCodes.Status202Accepted, accepted.Status);
        Assert.False(accepted.Json().TryGetProperty("statusQueryGetUri", out _));
        await app.EndAsync(accepted.Json().Text("id")!);
    }

    private static Task<TestApp> StartAsync(
        TestStore store, IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        store.StartAsync(services: services => services.AddSingleton(embedder));

    private static async Task<string> AcceptAsync(TestApp app, string text)
    {
        ExpressResponse accepted = await app.SendAsync(
            "PUT", "/v1/documents/d", text, ("Content-Type", "text/markdown"));
        return accepted.Json().Text("id")!;
    }
}
