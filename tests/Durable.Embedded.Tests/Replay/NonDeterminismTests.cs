using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class NonDeterminismTests
{
    private const string Likely =
        "Likely the orchestrator was changed while this instance ran, or it decides by something that differs between "
        + "replays: a clock, a random number, a setting, a static, or the order of a dictionary.";

    [Fact]
    public async Task Replay_AnotherActivity_FailsSayingBoth() => Assert.Equal(
        "Orchestrator 'run' (instance 'i') is not deterministic at #0: its history says called activity 'one' (#0); "
        + "the code called activity 'two' (#0). " + Likely,
        await FailureAsync(
            context => context.CallActivityAsync<int>("one", 1),
            context => context.CallActivityAsync<int>("two", 1)));

    [Fact]
    public async Task Replay_CommandMissing_FailsSayingSo() => Assert.Equal(
        "Orchestrator 'run' (instance 'i') is not deterministic at #0: its history says called activity 'one' (#0); "
        + "the code did nothing there. " + Likely,
        await FailureAsync(
            context => context.CallActivityAsync<int>("one", 1),
            _ => Task.FromResult(1)));

    [Fact]
    public async Task Replay_CommandTooMany_FailsSayingSo() => Assert.Equal(
        "Orchestrator 'run' (instance 'i') is not deterministic at #1: its history says it did nothing more in "
        + "this turn; the code called activity 'two' (#1). " + Likely,
        await FailureAsync(
            context => context.CallActivityAsync<int>("one", 1),
            async context =>
            {
                Task<int> one = context.CallActivityAsync<int>("one", 1);
                Task<int> two = context.CallActivityAsync<int>("two", 1);
                return await one + await two;
            }));

    [Fact]
    public async Task Replay_CodeSwallowsTheError_FailsAllTheSame() => Assert.StartsWith(
        "Orchestrator 'run' (instance 'i') is not deterministic at #0",
        await FailureAsync(
            context => context.CallActivityAsync<int>("one", 1),
            async context =>
            {
                try
                {
                    return await context.CallActivityAsync<int>("two", 1);
                }
                catch (NonDeterminismException)
                {
                    return await context.WaitForExternalEvent<int>("go");
                }
            }));

    [Fact]
    public async Task Replay_TimerOfAnotherLength_IsNoViolation()
    {
        OrchestrationStore store = OrchestrationStore.InMemory();
        await StartThenStopAsync(store, context => Wait(context, 60));

        await using EngineFixture engine = await EngineFixture.StartAsync(
            Catalog(context => Wait(context, 90)), store: store);
        await engine.PassAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, EngineFixture.Result<int>(await engine.EndAsync("i")));

        static async Task<int> Wait(IOrchestrationContext context, int seconds)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(seconds));
            return 1;
        }
    }

    private static async Task<string> FailureAsync(
        Func<IOrchestrationContext, Task<int>> before, Func<IOrchestrationContext, Task<int>> after)
    {
        OrchestrationStore store = OrchestrationStore.InMemory();
        await StartThenStopAsync(store, before);
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(after), store: store);
        return EngineFixture.Failure(await engine.EndAsync("i")).ErrorMessage;
    }

    private static async Task StartThenStopAsync(OrchestrationStore store, Func<IOrchestrationContext, Task<int>> code)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog(code, blocked: true), store: store);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("run", null, new("i"));
        await engine.Client.WaitForInstanceStartAsync("i").WaitAsync(EngineFixture.Guard);
    }

    private static DurableCatalog Catalog(Func<IOrchestrationContext, Task<int>> code, bool blocked = false) =>
        new DurableCatalog()
        .Activity<int, int>("one", (number, token) => AnswerAsync(number, blocked, token))
        .Activity<int, int>("two", (number, token) => AnswerAsync(number, blocked, token))
        .Orchestration<Nothing, int>("run", (context, _) => code(context));

    private static async Task<int> AnswerAsync(int number, bool blocked, CancellationToken token)
    {
        if (blocked) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        return number;
    }
}
