using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class NonDurableAwaitTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task Await_TaskDelay_FailsTheInstanceSayingWhat(bool cached)
    {
        TaskFailureDetails failure = await FailureAsync(cached, async _ =>
        {
            await Task.Delay(TimeSpan.FromDays(20), TimeProvider.System);
            return 1;
        });

        Assert.Equal(
            "Orchestrator 'run' (instance 'i') waits, but no activity, child, timer or event of its own is "
            + "outstanding. Likely it awaited a task that is not durable: Task.Delay (use context.CreateTimer), "
            + "HTTP or other I/O (move it into an activity), Task.Run, or a call with ConfigureAwait(false) "
            + "(leave it out in orchestrators).",
            failure.ErrorMessage);
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public Task Await_ConfigureAwaitFalse_FailsTheInstance(bool cached) => FailureAsync(cached, async context =>
        await context.CallActivityAsync<int>("echo", 1).ConfigureAwait(false)
        + await context.CallActivityAsync<int>("echo", 1));

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public Task Await_ConfigureAwaitFalseWithATimerOutstanding_FailsTheInstanceWhenItFires(bool cached) => FailureAsync(
        cached,
        async context =>
        {
            Task timer = context.CreateTimer(TimeSpan.FromSeconds(1));
            int one = await context.CallActivityAsync<int>("echo", 1).ConfigureAwait(false);
            await timer;
            return one;
        },
        engine => engine.PassAsync(TimeSpan.FromSeconds(1)));

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public Task Await_ForeignTaskWithADurableOneOutstanding_FailsTheInstance(bool cached) =>
        FailureAsync(cached, async context =>
    {
        Task timer = context.CreateTimer(TimeSpan.FromDays(1));
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            foreign.SetResult();
        });
        await Task.WhenAny(timer, foreign.Task);
        return 1;
    });

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public Task Call_FromTaskRun_FailsTheInstanceEvenWhenTheCodeSwallowsIt(bool cached) =>
        FailureAsync(cached, async context =>
    {
        Task timer = context.CreateTimer(TimeSpan.FromDays(1));
        _ = Task.Run(async () =>
        {
            try
            {
                await context.CallActivityAsync<int>("echo", 1);
            }
            catch (NonDurableAwaitException)
            {
            }
        });
        await timer;
        return 1;
    });

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task Await_YieldAndOwnTaskCompletionSource_IsAllowed(bool cached)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(
            Catalog(async context =>
            {
                await Task.Yield();
                var own = new TaskCompletionSource<int>();
                async Task Relay() => own.SetResult(await context.CallActivityAsync<int>("echo", 5));
                Task relay = Relay();
                int result = await own.Task;
                await relay;
                return result + await Task.Factory.StartNew(() => 1);
            }),
            cached);

        Assert.Equal(6, await engine.ResultAsync<int>("run"));
    }

    [Fact]
    public async Task AsyncVoid_Throws_FailsTheInstance()
    {
        TaskFailureDetails failure = await FailureAsync(true, async context =>
        {
            async void Throw()
            {
                await context.CallActivityAsync<int>("echo", 1);
                throw new FormatException("nobody awaits this");
            }

            Throw();
            await context.CreateTimer(TimeSpan.FromDays(1));
            return 1;
        });

        Assert.Equal("nobody awaits this", failure.ErrorMessage);
    }

    private static DurableCatalog Catalog(Func<IOrchestrationContext, Task<int>> orchestrator) => new DurableCatalog()
        .Activity<int, int>("echo", number => number)
        .Orchestration<Nothing, int>("run", (context, _) => orchestrator(context));

    private static async Task<TaskFailureDetails> FailureAsync(
        bool cached, Func<IOrchestrationContext, Task<int>> orchestrator, Func<EngineFixture, Task>? meanwhile = null)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(orchestrator), cached);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
        if (meanwhile is not null) await meanwhile(engine);
        TaskFailureDetails failure = EngineFixture.Failure(await engine.EndAsync("i"));
        Assert.True(failure.ErrorType == typeof(NonDurableAwaitException).FullName
            || failure.ErrorType == typeof(FormatException).FullName);
        return failure;
    }
}
