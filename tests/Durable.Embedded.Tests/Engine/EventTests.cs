using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class EventTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task WaitForExternalEvent_RaisedEarlier_DeliversInOrder(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, string>("run", async (context, _) =>
        {
            await context.WaitForExternalEvent<string>("go");
            string one = await context.WaitForExternalEvent<string>("item");
            string two = await context.WaitForExternalEvent<string>("ITEM");
            return one + two;
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");
        await engine.Client.RaiseEventAsync(id, "item", "a");
        await engine.Client.RaiseEventAsync(id, "Item", "b");
        await engine.Client.RaiseEventAsync(id, "go", "");

        Assert.Equal("ab", EngineFixture.Result<string>(await engine.EndAsync(id)));
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task WaitForExternalEvent_NotInTime_ThrowsAndALaterWaitGetsTheEvent(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, string>("run", async (context, _) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("go", TimeSpan.FromSeconds(30));
            }
            catch (TaskCanceledException)
            {
                return "late " + await context.WaitForExternalEvent<string>("go");
            }
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");

        await engine.PassAsync(TimeSpan.FromSeconds(30));
        await engine.Client.RaiseEventAsync(id, "go", "x");

        Assert.Equal("late x", EngineFixture.Result<string>(await engine.EndAsync(id)));
    }

    [Fact]
    public async Task WaitForExternalEvent_InTime_CancelsTheTimer()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, string>("run", async (context, _) =>
            await context.WaitForExternalEvent<string>("go", TimeSpan.FromDays(30))
            + await context.WaitForExternalEvent<string>("end"));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");
        await engine.Client.RaiseEventAsync(id, "go", "x");
        await engine.Client.RaiseEventAsync(id, "end", "y");

        Assert.Equal("xy", EngineFixture.Result<string>(await engine.EndAsync(id)));
        Assert.Empty(await engine.Store.ReadAsync(reader => reader.Timers()));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, string>("wait", (context, _) => context.WaitForExternalEvent<string>("hello"))
            .Orchestration<string, string>("send", (context, to) =>
            {
                context.SendEvent(to, "hello", "from afar");
                context.SendEvent("nobody", "hello", "lost");
                return Task.FromResult("sent");
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        string waiting = await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait");

        await engine.RunAsync("send", waiting);

        Assert.Equal("from afar", EngineFixture.Result<string>(await engine.EndAsync(waiting)));
    }

    [Fact]
    public async Task RaiseEvent_NoSuchInstance_Throws()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(new DurableCatalog());

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.RaiseEventAsync("x", "go"));

        Assert.StartsWith("There is no orchestration instance 'x'.", error.Message);
    }

    [Fact]
    public async Task RaiseEvent_InstanceHasEnded_IsDiscarded()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, int>("run", (_, _) => Task.FromResult(1));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        OrchestrationMetadata ended = await engine.RunAsync("run");

        await engine.Client.RaiseEventAsync(ended.InstanceId, "go", 1);

        Assert.Empty(await engine.Store.ReadAsync(reader => reader.Messages(ended.InstanceId)));
    }
}
