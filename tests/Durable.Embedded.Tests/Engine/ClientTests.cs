using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class ClientTests
{
    [Fact]
    public async Task Schedule_IdOfARunningInstance_IsRefused()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("i"));
        await engine.Client.WaitForInstanceStartAsync("i");

        var error = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("i")));

        Assert.Equal(("i", OrchestrationRuntimeStatus.Running), (error.InstanceId, error.Status));
    }

    [Fact]
    public async Task Schedule_IdOfAnEndedInstance_ReplacesItUnlessDeduped()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("echo", "one", new("i"));
        await engine.EndAsync("i");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "echo", "two", new("i") { DedupeStatuses = StartOrchestrationOptions.AllStatuses }));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("echo", "three", new("i"));

        Assert.Equal("three", EngineFixture.Result<string>(await engine.EndAsync("i")));
    }

    [Fact]
    public async Task Schedule_RunningInstanceNotDeduped_IsReplacedByTheNewOne()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("i"));
        await engine.Client.WaitForInstanceStartAsync("i");

        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "echo", "new", new("i") { DedupeStatuses = new HashSet<OrchestrationRuntimeStatus>() });

        Assert.Equal("new", EngineFixture.Result<string>(await engine.EndAsync("i")));
    }

    [Fact]
    public async Task Schedule_UnknownName_IsRefusedNamingTheKnown()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("ech"));

        Assert.StartsWith("No orchestration 'ech' is registered; registered are: echo, wait.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    [InlineData("\ud800")]
    public async Task Schedule_BadInstanceId_IsRefused(string id)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());

        await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("echo", "", new(id)));
    }

    [Fact]
    public async Task GetInstances_Pages_CoverEverythingOnceInOrder()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        for (int i = 0; i < 7; i++)
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("echo", "x", new($"a-{i}"));
            await engine.EndAsync($"a-{i}");
            if (i % 2 == 0) engine.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("echo", "x", new("b"));
        var query = new OrchestrationQuery
        {
            InstanceIdPrefix = "a-",
            PageSize = 3,
            Statuses = [OrchestrationRuntimeStatus.Completed],
        };
        var pages = new List<string[]>();
        do
        {
            OrchestrationPage page = await engine.Client.GetInstancesAsync(query);
            pages.Add([.. page.Values.Select(value => value.InstanceId)]);
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);

        Assert.Equal([["a-0", "a-1", "a-2"], ["a-3", "a-4", "a-5"], ["a-6"]], pages);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("")]
    [InlineData("YQ")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OXxh")]
    public async Task GetInstances_BadToken_IsRefused(string token)
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());

        await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.GetInstancesAsync(new OrchestrationQuery { ContinuationToken = token }));
    }

    [Fact]
    public async Task PurgeInstance_RunningThenEnded_DeletesOnlyTheEnded()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("i"));

        Assert.False(await engine.Client.PurgeInstanceAsync("i"));
        await engine.Client.RaiseEventAsync("i", "go", "");
        await engine.EndAsync("i");
        Assert.True(await engine.Client.PurgeInstanceAsync("i"));
        Assert.False(await engine.Client.PurgeInstanceAsync("i"));
        Assert.Null(await engine.Client.GetInstanceAsync("i"));
        Assert.Empty(await engine.Store.ReadAsync(reader => reader.History("i")));
    }

    [Fact]
    public async Task WaitForInstanceCompletion_EngineStops_IsCancelled()
    {
        await using EngineFixture engine = await EngineFixture.StartAsync(Catalog());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("wait", null, new("i"));
        Task<OrchestrationMetadata> waiting = engine.Client.WaitForInstanceCompletionAsync("i");

        await engine.Engine.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(EngineFixture.Guard));
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.GetInstanceAsync("i"));
        Assert.Equal(
            "The orchestration engine does not run. Start it, or the host it belongs to, first.", stopped.Message);
    }

    private static DurableCatalog Catalog() => new DurableCatalog()
        .Orchestration<string, string>("echo", (_, input) => Task.FromResult(input))
        .Orchestration<Nothing, string>("wait", (context, _) => context.WaitForExternalEvent<string>("go"));
}
