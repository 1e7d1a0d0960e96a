using System.Collections.Concurrent;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class RestartTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task Start_AfterAStop_GoesOnWithoutRunningCompletedActivitiesAgain(bool cached)
    {
        var runs = new ConcurrentQueue<int>();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool blocked = true;
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("step", async (number, token) =>
            {
                runs.Enqueue(number);
                if (number == 2 && blocked)
                {
                    reached.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }

                return number;
            })
            .Orchestration<Nothing, int>("run", async (context, _) =>
            {
                int sum = 0;
                for (int i = 0; i < 4; i++) sum += await context.CallActivityAsync<int>("step", i);
                return sum;
            });
        OrchestrationStore store = OrchestrationStore.InMemory();
        await using (EngineFixture first = await EngineFixture.StartAsync(catalog, cached, store))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
            await reached.Task.WaitAsync(EngineFixture.Guard);
        }

        blocked = false;
        await using EngineFixture second = await EngineFixture.StartAsync(catalog, cached, store);

        // Step 2 was cancelled by the stop: not a failure of the activity, so it ran again.
        Assert.Equal(6, EngineFixture.Result<int>(await second.EndAsync("i")));
        Assert.Equal([0, 1, 2, 2, 3], runs);
    }

    [Fact]
    public async Task Start_WithTimersEventsAndChildrenOutstanding_GoesOn()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, string>("child", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestration<Nothing, string>("run", async (context, _) =>
            {
                Task timer = context.CreateTimer(TimeSpan.FromHours(1));
                string child = await context.CallSubOrchestratorAsync<string>(
                    "child", null, new SubOrchestrationOptions(InstanceId: "c"));
                await timer;
                return child;
            });
        OrchestrationStore store = OrchestrationStore.InMemory();
        var time = new ManualTimeProvider();
        await using (EngineFixture first = await EngineFixture.StartAsync(catalog, store: store, time: time))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
            await first.Client.WaitForInstanceStartAsync("i").WaitAsync(EngineFixture.Guard);
        }

        await using EngineFixture second = await EngineFixture.StartAsync(catalog, store: store, time: time);
        await second.Client.RaiseEventAsync("c", "go", "done");
        await second.EndAsync("c");
        await second.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("done", EngineFixture.Result<string>(await second.EndAsync("i")));
    }

    [Fact]
    public async Task Start_OrchestrationNoLongerRegistered_FailsItsInstances()
    {
        OrchestrationStore store = OrchestrationStore.InMemory();
        DurableCatalog before = new DurableCatalog()
            .Orchestration<Nothing, string>("old", (context, _) => context.WaitForExternalEvent<string>("go"));
        await using (EngineFixture first = await EngineFixture.StartAsync(before, store: store))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("old", null, new("i"));
            await first.Client.WaitForInstanceStartAsync("i").WaitAsync(EngineFixture.Guard);
        }

        await using EngineFixture second = await EngineFixture.StartAsync(new DurableCatalog(), store: store);
        await second.Client.RaiseEventAsync("i", "go", "");

        Assert.Equal(
            "No orchestration 'old' is registered; registered are: none.",
            EngineFixture.Failure(await second.EndAsync("i")).ErrorMessage);
    }

    [Fact]
    public async Task Stop_ActivityEndsInTheGracePeriod_IsRecorded()
    {
        int runs = 0;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("step", async (number, _) =>
            {
                runs++;
                begun.TrySetResult();
                await end.Task;
                return number;
            })
            .Orchestration<Nothing, int>("run", (context, _) => context.CallActivityAsync<int>("step", 4));
        OrchestrationStore store = OrchestrationStore.InMemory();
        await using (EngineFixture first = await EngineFixture.StartAsync(catalog, store: store))
        {
            first.Options.ShutdownGracePeriod = TimeSpan.FromMinutes(1);
            await first.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
            await begun.Task.WaitAsync(EngineFixture.Guard);
            Task stopping = first.Engine.StopAsync();
            end.SetResult();
            await stopping.WaitAsync(EngineFixture.Guard);
        }

        await using EngineFixture second = await EngineFixture.StartAsync(catalog, store: store);

        Assert.Equal(4, EngineFixture.Result<int>(await second.EndAsync("i")));
        Assert.Equal(1, runs);
    }
}
