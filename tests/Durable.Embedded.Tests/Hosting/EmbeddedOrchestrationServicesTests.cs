using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class EmbeddedOrchestrationServicesTests
{
    [Fact]
    public async Task AddEmbeddedOrchestrations_HostStarts_RunsOrchestrationsUntilItStops()
    {
        using var directory = new TemporaryDirectory();
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("double", number => number * 2)
            .Orchestration<int, int>("run", (context, number) => context.CallActivityAsync<int>("double", number));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEmbeddedOrchestrations(options =>
        {
            options.DatabasePath = directory.File("durable.db");
            options.Catalog = _ => catalog;
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IOrchestrationClient>();

        string id = await client.ScheduleNewOrchestrationInstanceAsync("run", 21);
        OrchestrationMetadata ended = await client.WaitForInstanceCompletionAsync(id, true).WaitAsync(EngineFixture.Guard);
        await host.StopAsync();

        Assert.Equal("42", ended.SerializedOutput);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetInstanceAsync(id));
    }

    [Fact]
    public void AddEmbeddedOrchestrations_SeveralFaults_AreInOneMessage()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEmbeddedOrchestrations(options =>
        {
            options.DatabasePath = " ";
            options.Durability = (StorageDurability)7;
            options.ActivityConcurrencyMax = 0;
            options.ShutdownGracePeriod = TimeSpan.FromDays(1);
        }));

        Assert.Equal(
            "The options of the orchestration engine are not valid: "
            + "DatabasePath is empty; give a file, or null for a store in memory. "
            + "Durability is 7; it must be Disk or Process. "
            + "ActivityConcurrencyMax is 0; it must be 1 to 1024. "
            + "ShutdownGracePeriod is 1.00:00:00; it must be zero to one hour.",
            error.Message);
    }
}
