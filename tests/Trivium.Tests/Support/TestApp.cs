using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Tests.Support;

/// <summary>A running app, spoken to as HTTP clients do.</summary>
internal sealed class TestApp(IHost host, TestTime time) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public TriviumDatabase Database => Services.GetRequiredService<TriviumDatabase>();

    public Task<ExpressResponse> SendAsync(
        string method, string target, object? body = null, params (string Name, string Value)[] headers) =>
        Services.GetRequiredService<ExpressApp>().SendAsync(method, target, body, headers);

    /// <summary>Puts a text and waits until it is readable; returns the ingestion.</summary>
    public async Task<JsonElement> PutAsync(string documentId, string text, string contentType = "text/markdown")
    {
        ExpressResponse response = await SendAsync(
            "PUT", $"/v1/documents/{documentId}", text, ("Content-Type", contentType));
        Assert.True(response.Status is 200 or 202, response.ToString());
        return await EndAsync(response.Json().GetProperty("id").GetString()!);
    }

    /// <summary>Waits until an ingestion has ended.</summary>
    public async Task<JsonElement> EndAsync(string ingestionId)
    {
        while (true)
        {
            ExpressResponse response = await SendAsync("GET", $"/v1/ingestions/{ingestionId}");
            if (response.Status == 200 && response.Json() is var body
                && body.GetProperty("status").GetString() is "Completed" or "Failed" or "Terminated")
                return response.Json();

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>Puts the clock forward, again and again and ever farther, until something is so.</summary>
    public async Task AdvanceUntilAsync(Func<Task<bool>> isSo, TimeSpan step)
    {
        // What is kept for a retry goes only after a day: steps of one length would take thousands of turns.
        const double Growth = 1.05;
        DateTimeOffset end = time.GetUtcNow() + TimeSpan.FromDays(30);
        while (!await isSo())
        {
            if (time.GetUtcNow() > end) Assert.Fail($"A month later it is still not so.\n{await DescribeAsync()}");

            time.Advance(step);
            step *= Growth;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>What the catalog holds and which ingestions have not ended.</summary>
    private async Task<string> DescribeAsync()
    {
        var meter = new RequestUnitMeter();
        List<string> lines = [];
        var catalog = new QueryDefinition("SELECT * FROM c");
        await foreach (JsonElement item in Database.Catalog.QueryAsync<JsonElement>(catalog, null, meter, CancellationToken.None))
            lines.Add(item.GetRawText());
        var open = new QueryDefinition("SELECT c.id, c.status, c.stage, c.error FROM c WHERE c.kind = 'ingestion'");
        await foreach (JsonElement item in Database.Operations.QueryAsync<JsonElement>(open, null, meter, CancellationToken.None))
            lines.Add(item.GetRawText());
        OrchestrationPage instances = await Services.GetRequiredService<IOrchestrationClient>().GetInstancesAsync(new());
        lines.AddRange(instances.Values.Select(instance => instance.ToString()));
        return string.Join('\n', lines);
    }

    public Task SweepAsync() => Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);

    /// <summary>
    /// Sweeps; true if then nothing is accepted that has not ended, and nothing left to be purged. Asked in the order in which
    /// work goes on: the other way round, it would pass by between two questions.
    /// </summary>
    public async Task<bool> IsQuietAfterSweepAsync()
    {
        await SweepAsync();
        if (await Database.Catalog.CountAsync("IS_DEFINED(c.pending)") > 0) return false;

        JsonElement ingestions = (await SendAsync("GET", "/v1/ingestions?top=500")).Json().GetProperty("ingestions");
        bool ended = ingestions.EnumerateArray().All(
            ingestion => ingestion.Text("status") is "Completed" or "Failed" or "Terminated");
        return ended && await Database.Catalog.CountAsync("c.kind IN ('generation', 'source')") == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
