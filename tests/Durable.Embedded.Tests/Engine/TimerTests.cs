using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class TimerTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CreateTimer_TimePasses_FiresAtItsTime(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<int, DateTimeOffset>("run", async (context, days) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(days));
            return context.CurrentUtcDateTime;
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);
        DateTimeOffset begin = engine.Time.GetUtcNow();
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", 2);

        await engine.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal(begin.AddDays(2), EngineFixture.Result<DateTimeOffset>(await engine.EndAsync(id)));
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CreateTimer_Cancelled_ThrowsAndIsForgotten(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("echo", number => number)
            .Orchestration<Nothing, string>("run", async (context, _) =>
            {
                using var stop = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
                Task<int> activity = context.CallActivityAsync<int>("echo", 1);
                Task first = await Task.WhenAny(timer, activity);
                stop.Cancel();
                await context.CallActivityAsync<int>("echo", 2);
                return $"{first == activity} {timer.Status}";
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);

        Assert.Equal("True Canceled", await engine.ResultAsync<string>("run"));
        Assert.Empty(await engine.Store.ReadAsync(reader => reader.Timers()));
    }

    [Fact]
    public async Task CreateTimer_ClockSetForward_FiresAtTheNextLook()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, string>("run", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(8));
            return "woke";
        });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");
        await engine.Time.TimerSet().WaitAsync(EngineFixture.Guard);

        engine.Time.Skew(TimeSpan.FromHours(8));
        engine.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("woke", EngineFixture.Result<string>(await engine.EndAsync(id)));
    }

    [Fact]
    public async Task CurrentUtcDateTime_ClockSetBack_NeverGoesBack()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("echo", number => number)
            .Orchestration<Nothing, bool>("run", async (context, _) =>
            {
                DateTimeOffset before = context.CurrentUtcDateTime;
                await context.WaitForExternalEvent<int>("go");
                return context.CurrentUtcDateTime >= before;
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run");
        await engine.Client.WaitForInstanceStartAsync(id);

        engine.Time.Skew(TimeSpan.FromDays(-3));
        await engine.Client.RaiseEventAsync(id, "go", 1);

        Assert.True(EngineFixture.Result<bool>(await engine.EndAsync(id)));
    }

    [Fact]
    public async Task Schedule_StartAt_WaitsUntilThen()
    {
        DurableCatalog catalog = new DurableCatalog().Orchestration<Nothing, DateTimeOffset>(
            "run", (context, _) => Task.FromResult(context.CurrentUtcDateTime));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        DateTimeOffset startAt = engine.Time.GetUtcNow().AddHours(3);
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new(StartAt: startAt));
        await engine.Time.TimerSet().WaitAsync(EngineFixture.Guard);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);

        engine.Time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(startAt, EngineFixture.Result<DateTimeOffset>(await engine.EndAsync(id)));
    }
}
