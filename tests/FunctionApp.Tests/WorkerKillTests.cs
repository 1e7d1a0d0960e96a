using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trivium.FunctionApp.Tests.Hosting;

namespace Trivium.FunctionApp.Tests;

/// <summary>The worker's process ends without warning; the host and its task hub live on.</summary>
public sealed class WorkerKillTests
{
    /// <summary>300 sections: an ingestion of several slices.</summary>
    private const int Sections = 300;

    [Fact]
    public async Task Kill_RightAfterTheAnswer_LosesNothingAccepted()
    {
        await using RunningFunctionApp app = await RunningFunctionApp.StartAsync();
        JsonElement accepted = await app.PutAsync("interrupted", Text());

        await app.Host.KillWorkerAsync();
        await app.Host.StartWorkerAsync();

        JsonElement ended = await app.EndOfAsync(accepted);
        Assert.Equal("Completed", ended.GetProperty("status").GetString());
        Assert.True(ended.GetProperty("receipt").GetProperty("chunks").GetInt32() >= Sections);
        Assert.Equal(Text(), await app.Client.GetStringAsync("/v1/documents/interrupted/content"));
    }

    [Fact]
    public async Task Kill_WhileSuspended_GoesOnWhenResumed()
    {
        await using RunningFunctionApp app = await RunningFunctionApp.StartAsync();
        (JsonElement accepted, string self) = await SuspendedAsync(app);

        await app.Host.KillWorkerAsync();
        await app.Host.StartWorkerAsync();

        var shown = await app.Client.GetFromJsonAsync<JsonElement>(self);
        using HttpResponseMessage resumed = await app.Client.PostAsync($"{self}/resume", null);
        Assert.Equal("Suspended", shown.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        Assert.Equal("Completed", (await app.EndOfAsync(accepted)).GetProperty("status").GetString());
    }

    /// <summary>An ingestion that was caught while it ran: some are done sooner.</summary>
    private static async Task<(JsonElement Accepted, string Self)> SuspendedAsync(RunningFunctionApp app)
    {
        for (int number = 0; ; number++)
        {
            JsonElement accepted = await app.PutAsync($"held-{number}", Text());
            string self = accepted.GetProperty("links").GetProperty("self").GetString()!;
            using HttpResponseMessage suspended = await app.Client.PostAsync($"{self}/suspend", null);
            if (suspended.StatusCode == HttpStatusCode.Accepted)
                return (accepted, self);
            Assert.Equal(HttpStatusCode.Conflict, suspended.StatusCode);
        }
    }

    private static string Text()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Sections; number++)
            text.Append($"## Part {number}\n\nThe lighthouse keeper wrote line {number} of his diary.\n\n");
        return text.ToString();
    }
}
