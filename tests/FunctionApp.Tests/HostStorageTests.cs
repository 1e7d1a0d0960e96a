using System.Net;
using System.Text.Json;
using Trivium.FunctionApp.Tests.Hosting;

namespace Trivium.FunctionApp.Tests;

/// <summary>The app while the host's storage account, and with it Durable Functions, cannot be reached.</summary>
public sealed class HostStorageTests
{
    [Fact]
    public async Task Health_WithoutTheHostsStorage_IsGood()
    {
        await using RunningFunctionApp app = await RunningFunctionApp.StartAsync();
        app.Host.IsStorageReachable = false;

        using HttpResponseMessage live = await app.Client.GetAsync("/health/live");
        using HttpResponseMessage ready = await app.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Put_WithoutTheHostsStorage_IsAcceptedAndStartedByTheSweepLater()
    {
        await using RunningFunctionApp app = await RunningFunctionApp.StartAsync();
        app.Host.IsStorageReachable = false;
        JsonElement accepted = await app.PutAsync("stranded", "A note.");

        app.Host.IsStorageReachable = true;
        await app.Host.FireTimerAsync("sweep");

        Assert.Equal("Completed", (await app.EndOfAsync(accepted)).GetProperty("status").GetString());
    }
}
