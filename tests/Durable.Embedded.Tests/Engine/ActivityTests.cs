using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class ActivityTests
{
    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CallActivity_Chained_PassesResultsOn(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<string, string>("shout", text => text.ToUpperInvariant())
            .Activity<string, int>("length", text => text.Length)
            .Orchestration<string, string>("run", async (context, input) =>
            {
                string loud = await context.CallActivityAsync<string>("shout", input);
                int length = await context.CallActivityAsync<int>("length", loud);
                return $"{loud} {length}";
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);

        Assert.Equal("こんにちは ABC 9", await engine.ResultAsync<string>("run", "こんにちは abc"));
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CallActivity_FanOut_RunsEachOnceAndKeepsOrder(bool cached)
    {
        int runs = 0;
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("square", number =>
            {
                Interlocked.Increment(ref runs);
                return number * number;
            })
            .Orchestration<int, int[]>("run", async (context, count) => await Task.WhenAll(
                Enumerable.Range(0, count).Select(number => context.CallActivityAsync<int>("square", number))));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);

        int[] squares = await engine.ResultAsync<int[]>("run", 50);

        Assert.Equal(Enumerable.Range(0, 50).Select(number => number * number), squares);
        Assert.Equal(50, runs);
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CallActivity_Throws_OrchestratorSeesTaskFailedException(bool cached)
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>(
                "fail", number => throw new FormatException($"bad {number}", new ArgumentException("cause")))
            .Orchestration<int, string>("run", async (context, input) =>
            {
                try
                {
                    await context.CallActivityAsync<int>("fail", input);
                    return "no failure";
                }
                catch (TaskFailedException failed)
                {
                    TaskFailureDetails why = failed.FailureDetails;
                    return $"{failed.TaskName}|{failed.TaskId}|{why.ErrorType}|{why.ErrorMessage}|"
                        + $"{why.InnerFailure!.ErrorMessage}|{why.IsCausedBy<FormatException>()}";
                }
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog, cached);

        Assert.Equal("fail|0|System.FormatException|bad 7|cause|True", await engine.ResultAsync<string>("run", 7));
    }

    [Fact]
    public async Task CallActivity_Unhandled_FailsTheInstanceWithTheCause()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("fail", _ => throw new FormatException("bad"))
            .Orchestration<Nothing, int>("run", (context, _) => context.CallActivityAsync<int>("fail", 1));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("run"));

        Assert.Equal(typeof(TaskFailedException).FullName, failure.ErrorType);
        Assert.Equal("Task 'fail' (#0) failed: bad", failure.ErrorMessage);
        Assert.Equal("bad", failure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_NotRegistered_FailsNamingThoseThatAre()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("chunk", number => number)
            .Activity<int, int>("embed", number => number)
            .Orchestration<Nothing, int>("run", (context, _) => context.CallActivityAsync<int>("chnk", 1));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("run"));

        Assert.Equal(
            "No activity 'chnk' is registered; registered are: chunk, embed.", failure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_InputOfAnotherShape_FailsSayingSo()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("square", number => number)
            .Orchestration<Nothing, int>("run", (context, _) => context.CallActivityAsync<int>("square", "text"));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("run"));

        Assert.StartsWith(
            "The input of activity 'square' could not be read as System.Int32:", failure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_OutputOverTheLimit_FailsWithSizeAndLimit()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, string>("large", size => new string('a', size))
            .Orchestration<int, string>("run", (context, size) => context.CallActivityAsync<string>("large", size));
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        TaskFailureDetails failure = EngineFixture.Failure(await engine.RunAsync("run", Payload.PayloadBytesMax - 1));

        Assert.Equal(
            "The output of activity 'large' is 1,048,577 bytes of JSON; the limit is 1,048,576. "
            + "Store the content elsewhere and pass its id.",
            failure.InnerFailure!.ErrorMessage);
        string within = await engine.ResultAsync<string>("run", Payload.PayloadBytesMax - 2);
        Assert.Equal(Payload.PayloadBytesMax - 2, within.Length);
    }

    [Fact]
    public async Task CallActivity_Services_AreOfAScopePerCall()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var catalog = new DurableCatalog().Orchestration<Nothing, int>("run", async (context, _) =>
        {
            await context.CallActivityAsync<int>("see", 1);
            return await context.CallActivityAsync<int>("see", 2);
        });
        catalog.TryAdd(
            new ActivityRegistration("see", typeof(int), typeof(int), default, (_, input, services, _) =>
            {
                seen.Add(services.GetRequiredService<ScopedMark>().Id);
                Assert.Same(services.GetRequiredService<ScopedMark>(), services.GetRequiredService<ScopedMark>());
                return Task.FromResult(input);
            }),
            out _);
        await using EngineFixture engine = await EngineFixture.StartAsync(
            catalog, services: services => services.AddScoped<ScopedMark>());

        Assert.Equal(2, await engine.ResultAsync<int>("run"));
        Assert.Equal(2, seen.Distinct().Count());
    }

    [Fact]
    public async Task CallActivity_NotAwaited_StillRunsAfterTheOrchestratorEnded()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("later", number =>
            {
                ran.SetResult();
                return number;
            })
            .Orchestration<Nothing, string>("run", (context, _) =>
            {
                Task notAwaited = context.CallActivityAsync<int>("later", 1);
                Assert.False(notAwaited.IsCompleted);
                return Task.FromResult("ended");
            });
        await using EngineFixture engine = await EngineFixture.StartAsync(catalog);

        Assert.Equal("ended", await engine.ResultAsync<string>("run"));
        await ran.Task.WaitAsync(EngineFixture.Guard);
    }

    private sealed class ScopedMark
    {
        public Guid Id { get; } = Guid.NewGuid();
    }
}
