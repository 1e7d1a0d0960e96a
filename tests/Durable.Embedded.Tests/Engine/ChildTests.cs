using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class ChildTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CallSubOrchestrator_Several_GivesTheirOutputsAndKnowsTheParent(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("double", number => number * 2)
            .Orchestration<int, string>("child", async (context, number) =>
                $"{await context.CallActivityAsync<int>(
                    "double", number)} of {context.ParentInstanceId} v{context.Version}")
            .Orchestration<int, string[]>("parent", (context, count) => Task.WhenAll(Enumerable.Range(0, count).Select(
                number => context.CallSubOrchestratorAsync<string>("child", number))));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("parent", 3, new("p", Version: "1.2"));

        string[] outputs = EngineFixture.Result<string[]>(await engine.EndAsync("p"));

        Assert.Equal(["0 of p v1.2", "2 of p v1.2", "4 of p v1.2"], outputs);
    }

    [Fact]
    public async Task CallSubOrchestrator_ChildFails_ParentSeesItsCause()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, int>("child", (_, _) => throw new FormatException("bad"))
            .Orchestration<Nothing, int>("parent", (context, _) => context.CallSubOrchestratorAsync<int>("child"));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("parent"));

        Assert.Equal("Task 'child' (#0) failed: bad", failure.ErrorMessage);
        Assert.True(failure.InnerFailure!.IsCausedBy<FormatException>());
    }

    [Fact]
    public async Task CallSubOrchestrator_NotRegistered_Fails()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, int>("parent", (context, _) => context.CallSubOrchestratorAsync<int>("nobody"));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("parent"));

        Assert.Equal(
            "No orchestration 'nobody' is registered; registered are: parent.", failure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallSubOrchestrator_IdOfARunningInstance_FailsAndLeavesThatAlone()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, string>("wait", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestration<Nothing, string>("parent", (context, _) => context.CallSubOrchestratorAsync<string>(
                "wait", null, new SubOrchestrationOptions(InstanceId: "taken")));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("taken"));
        await engine.Client.WaitForInstanceStartAsync("taken");

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("parent"));

        Assert.Equal(
            "An orchestration instance 'taken' exists already; it is Running.", failure.InnerFailure!.ErrorMessage);
        await engine.Client.RaiseEventAsync("taken", "go", "still here");
        Assert.Equal("still here", EngineFixture.Result<string>(await engine.EndAsync("taken")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TerminateInstance_WithChild_EndsItIfRecursive(bool recursive)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, string>("child", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestration<Nothing, string>("parent", (context, _) => context.CallSubOrchestratorAsync<string>(
                "child", null, new SubOrchestrationOptions(InstanceId: "c")));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("parent", null, new("p"));
        await engine.Client.WaitForInstanceStartAsync("p").WaitAsync(EngineFixture.Guard);
        await engine.Client.WaitForInstanceStartAsync("c").WaitAsync(EngineFixture.Guard);

        await engine.Client.TerminateInstanceAsync("p", "stopped", recursive);
        OrchestrationMetadata parent = await engine.EndAsync("p");

        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "\"stopped\""), (parent.RuntimeStatus, parent.SerializedOutput));
        if (!recursive) await engine.Client.RaiseEventAsync("c", "go", "alone");
        OrchestrationMetadata child = await engine.EndAsync("c");
        Assert.Equal(
            recursive ? OrchestrationRuntimeStatus.Terminated
                : OrchestrationRuntimeStatus.Completed, child.RuntimeStatus);
    }

    [Fact]
    public async Task TerminateInstance_OfAChild_FailsTheParentsCall()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Orchestration<Nothing, string>("child", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestration<Nothing, string>("parent", (context, _) => context.CallSubOrchestratorAsync<string>(
                "child", null, new SubOrchestrationOptions(InstanceId: "c")));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("parent", null, new("p"));
        await engine.Client.WaitForInstanceStartAsync("p").WaitAsync(EngineFixture.Guard);

        await engine.Client.TerminateInstanceAsync("c");

        Assert.Equal(
            "The child orchestration 'c' was terminated.",
            EngineFixture.Failure(await engine.EndAsync("p")).InnerFailure!.ErrorMessage);
    }
}
