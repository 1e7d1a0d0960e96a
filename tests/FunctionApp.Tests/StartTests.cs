using System.Net;
using Trivium.FunctionApp.Tests.Hosting;

namespace Trivium.FunctionApp.Tests;

/// <summary>The worker's start, with the settings of its process.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_WithUnfitSettings_FailsAndSaysEachFault()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningFunctionApp.StartAsync(
            ("Trivium__BootstrapKey", ""),
            ("Trivium__NoSuchSetting", "1"),
            ("WEBSITE_INSTANCE_ID", "an-instance-in-azure")));

        Assert.Contains("Trivium__BootstrapKey is not set", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Trivium__NoSuchSetting is not a setting", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Cosmos__embedded is for one machine", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutTheKey_Is401ButOfHealth()
    {
        await using RunningFunctionApp app = await RunningFunctionApp.StartAsync();
        using var stranger = new HttpClient { BaseAddress = app.Host.Address };

        using HttpResponseMessage documents = await stranger.GetAsync("/v1/documents");
        using HttpResponseMessage unknown = await stranger.GetAsync("/nothing");
        using HttpResponseMessage health = await stranger.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.Unauthorized, documents.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
