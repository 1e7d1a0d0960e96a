using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion;

public sealed class PurgeTests
{
    [Fact]
    public async Task Run_ContinuedAfterItHasWaited_DoesNotWaitAgain()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        IOrchestrationClient client = app.Services.GetRequiredService<IOrchestrationClient>();
        await client.Start(Purge.Run, new("default", "gone", 98), new StartOrchestrationOptions { InstanceId = "first" });
        await client.Start(
            Purge.Run, new("default", "gone", 99, Waited: true), new StartOrchestrationOptions { InstanceId = "continued" });

        // Time stands still.
        OrchestrationMetadata continued = await client.WaitForInstanceCompletionAsync("continued");
        OrchestrationMetadata? first = await client.GetInstanceAsync("first");
        await app.AdvanceUntilAsync(
            async () => (await client.GetInstanceAsync("first"))!.IsCompleted, VisibilityLimits.PurgeDelay);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, continued.RuntimeStatus);
        Assert.False(first!.IsCompleted, "The first run of a purge waits for readers and writers.");
    }
}
