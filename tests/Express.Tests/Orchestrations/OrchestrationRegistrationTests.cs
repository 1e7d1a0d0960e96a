using Moq;

namespace Trivium.Express.Tests.Orchestrations;

public sealed class OrchestrationRegistrationTests
{
    [Fact]
    public async Task InvokeAsync_WithOutput_PassesContextAndInput()
    {
        var app = Apps.Of(app => app.Orchestration(
            new Orchestration<int, string>("run"), async (context, input) =>
            {
                await Task.Yield();
                return $"{context.InstanceId} {input}";
            }));
        var context = Mock.Of<IOrchestrationContext>(context => context.InstanceId == "i1");
        var run = app.Durable.Orchestrations["run"];
        Assert.Equal((typeof(int), typeof(string)), (run.InputType, run.OutputType));
        Assert.Equal("i1 7", await run.InvokeAsync(context, 7));
    }

    [Fact]
    public async Task InvokeAsync_WithoutOutput_ReturnsNull()
    {
        var seen = 0;
        var app = Apps.Of(app => app.Orchestration(new Orchestration<int, Nothing>("run"), async (_, input) =>
        {
            await Task.Yield();
            seen = input;
        }));
        Assert.Null(await app.Durable.Orchestrations["run"].InvokeAsync(Mock.Of<IOrchestrationContext>(), 7));
        Assert.Equal(7, seen);
    }

    [Fact]
    public async Task InvokeAsync_OnAScheduler_ContinuesOnIt()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        var app = Apps.Of(app => app.Orchestration(new Orchestration<Nothing?, bool>("run"), async (_, _) =>
        {
            await Task.Yield();
            return TaskScheduler.Current == pair.ExclusiveScheduler;
        }));
        var invoke = app.Durable.Orchestrations["run"].InvokeAsync;
        var result = await Task.Factory.StartNew(
            () => invoke(Mock.Of<IOrchestrationContext>(), null),
            CancellationToken.None,
            TaskCreationOptions.None,
            pair.ExclusiveScheduler).Unwrap();
        Assert.Equal(true, result);
    }
}
