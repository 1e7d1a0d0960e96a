using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class LifecycleTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task SuspendInstance_EventsMeanwhile_AreDeliveredInOrderWhenResumed(bool cached)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(TwoEvents(), cached);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
        await engine.Client.WaitForInstanceStartAsync("i").WaitAsync(EngineFixture.Guard);
        await engine.Client.SuspendInstanceAsync("i", "lunch");
        await engine.Client.RaiseEventAsync("i", "item", "a");
        await engine.Client.RaiseEventAsync("i", "item", "b");
        await engine.Client.SuspendInstanceAsync("i");
        await StatusAsync(engine, "i", OrchestrationRuntimeStatus.Suspended);

        await engine.Client.ResumeInstanceAsync("i");

        Assert.Equal("ab", EngineFixture.Result<string>(await engine.EndAsync("i")));
    }

    [Fact]
    public async Task TerminateInstance_WhileSuspended_EndsIt()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(TwoEvents());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
        await engine.Client.SuspendInstanceAsync("i");
        await StatusAsync(engine, "i", OrchestrationRuntimeStatus.Suspended);

        await engine.Client.TerminateInstanceAsync("i");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndAsync("i")).RuntimeStatus);
    }

    [Fact]
    public async Task TerminateInstance_BeforeItsStartTime_EndsIt()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(TwoEvents());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "run", null, new("i", StartAt: engine.Time.GetUtcNow().AddDays(1)));

        await engine.Client.TerminateInstanceAsync("i");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndAsync("i")).RuntimeStatus);
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task ContinueAsNew_WithEventsWaiting_KeepsThemAndStartsAnew(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("echo", number => number)
            .Orchestration<string, string>("run", async (context, soFar) =>
            {
                string item = await context.WaitForExternalEvent<string>("item");
                await context.CallActivityAsync<int>("echo", 1);
                if (item == "end") return soFar;
                context.ContinueAsNew(soFar + item);
                return "not the end";
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", "", new("i"));
        foreach (string item in new[] { "a", "b", "c", "end" }) await engine.Client.RaiseEventAsync("i", "item", item);

        OrchestrationMetadata ended = await engine.EndAsync("i");

        Assert.Equal("abc", EngineFixture.Result<string>(ended));
        Assert.Equal("\"abc\"", ended.SerializedInput);
    }

    [Fact]
    public async Task ContinueAsNew_EventsNotPreserved_DropsThem()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<int, string>("run", async (context, round) =>
        {
            if (round == 1) return await context.WaitForExternalEvent<string>("other", TimeSpan.FromSeconds(5));
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew(1, preserveUnprocessedEvents: false);
            return "";
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", 0, new("i"));
        await engine.Client.RaiseEventAsync("i", "other", "dropped");
        await engine.Client.RaiseEventAsync("i", "go", "");

        await engine.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(
            typeof(TaskCanceledException).FullName, EngineFixture.Failure(await engine.EndAsync("i")).ErrorType);
    }

    [Fact]
    public async Task SetCustomStatus_Set_IsShownAndItsSizeIsLimited()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, string>("run", (context, _) =>
        {
            context.SetCustomStatus(new { Done = 3, Total = 7 });
            try
            {
                context.SetCustomStatus(new string('x', 16 * 1024));
                return Task.FromResult("no error");
            }
            catch (PayloadException error)
            {
                return Task.FromResult(error.Message);
            }
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        OrchestrationMetadata ended = await engine.RunAsync("run");

        Assert.Equal("""{"done":3,"total":7}""", ended.SerializedCustomStatus);
        Assert.Equal(
            "The custom status is 16,386 bytes of JSON; the limit is 16,384. "
            + "Store the content elsewhere and pass its id.",
            EngineFixture.Result<string>(ended));
    }

    private static DurableCatalog TwoEvents() =>
        new DurableCatalog().Orchestration<Nothing, string>("run", async (context, _) =>
        await context.WaitForExternalEvent<string>("item") + await context.WaitForExternalEvent<string>("item"));

    private static async Task StatusAsync(EngineFixture engine, string id, OrchestrationRuntimeStatus status)
    {
        while (true)
        {
            Task change = engine.Engine.Parts().Waiters.NextChange(id);
            if ((await engine.Client.GetInstanceAsync(id))!.RuntimeStatus == status) return;
            await change.WaitAsync(EngineFixture.Guard);
        }
    }
}
