using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Express;
using Xunit.Abstractions;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>
/// Engines that crash around commits, see commits twice and clocks that jump; then one that is left in peace. The seed
/// decides the faults; the order in which threads meet them is the machine's.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Roots = 6;
    private const int CrashesMax = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Effort.Of(6, 300))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Run_WithFaults_EndsWithEveryInvariant(int seed)
    {
        output.WriteLine(
            $"seed {seed}; to reproduce: dotnet test --filter \"DisplayName~Run_WithFaults&DisplayName~: {seed})\"");
        var random = new Random(seed);
        var work = new SimulatedWork();
        OrchestrationStore inner = OrchestrationStore.InMemory();
        var time = new ManualTimeProvider();
        var completed = new Dictionary<(string InstanceId, string Input), int>();

        // Safety: whatever happens, what is recorded stays, and nothing recorded runs again.
        int crashes = 0;
        for (; crashes < CrashesMax; crashes++)
        {
            bool done = await LifeAsync(
                work, inner, time, new Random(random.Next()), crashRate: 0.02 + (random.NextDouble() * 0.1));
            AssertNoneRanAgain(work, completed);
            await NoteCompletedAsync(work, inner, completed);
            if (done) break;
        }

        // Liveness: left in peace, everything ends.
        Assert.True(await LifeAsync(work, inner, time, new Random(random.Next()), crashRate: 0));
        AssertNoneRanAgain(work, completed);
        output.WriteLine($"{crashes} crashes");
        await AssertAllEndedAsync(work, inner);
    }

    private static async Task<bool> LifeAsync(
        SimulatedWork work, OrchestrationStore inner, ManualTimeProvider time, Random random, double crashRate)
    {
        var store = new FaultyStore(inner, random, crashRate);
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var engine = new OrchestrationEngine(
            work.Catalog,
            services,
            store,
            time,
            new() { ShutdownGracePeriod = TimeSpan.Zero, IdleInstancesMax = random.Next(3) * 2 },
            NullLoggerFactory.Instance);
        try
        {
            await engine.StartAsync();
            Task all = UseAsync(engine.Client, random.Next(2) == 0);
            while (!all.IsCompleted)
            {
                await Task.WhenAny(all, store.Crashed, time.TimerSet()).WaitAsync(EngineFixture.Guard);
                if (store.Crashed.IsCompleted) return false;
                if (random.Next(4) == 0) time.Skew(TimeSpan.FromSeconds(random.Next(-600, 600)));
                time.Advance(TimeSpan.FromSeconds(random.Next(1, 1200)));
            }

            await all;
            return true;
        }
        catch (CrashedException)
        {
            return false;
        }
    }

    private static async Task UseAsync(IOrchestrationClient client, bool raise)
    {
        for (int i = 0; i < Roots; i++)
        {
            await StartAsync(client, "root", $"root-{i}", i);
            await StartAsync(client, "loop", $"loop-{i}", 0);
            if (raise) await client.RaiseEventAsync($"root-{i}", "answer", "yes");
        }

        for (int i = 0; i < Roots; i++)
        {
            await client.WaitForInstanceCompletionAsync($"root-{i}");
            await client.WaitForInstanceCompletionAsync($"loop-{i}");
        }
    }

    private static async Task StartAsync(IOrchestrationClient client, string name, string id, int input)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new(id) { DedupeStatuses = StartOrchestrationOptions.AllStatuses });
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Started in an earlier life, whether or not that life heard of it.
        }
    }

    private static async Task NoteCompletedAsync(
        SimulatedWork work, OrchestrationStore inner, Dictionary<(string InstanceId, string Input), int> completed)
    {
        Dictionary<(string InstanceId, string Input), int> runs = work.Runs();
        foreach ((string InstanceId, string Input) call in await inner.ReadAsync(reader => Recorded.CompletedActivities(
            reader, reader.Query(new() { PageSize = 1000 }, null).Select(record => record.InstanceId))))
        {
            completed.TryAdd(call, runs[call]);
        }
    }

    private static void AssertNoneRanAgain(
        SimulatedWork work, Dictionary<(string InstanceId, string Input), int> completed)
    {
        Dictionary<(string InstanceId, string Input), int> runs = work.Runs();
        Assert.All(completed, call => Assert.Equal(call.Value, runs[call.Key]));
    }

    private static async Task AssertAllEndedAsync(SimulatedWork work, OrchestrationStore inner)
    {
        IReadOnlyList<InstanceRecord> all = await inner.ReadAsync(
            reader => reader.Query(new() { PageSize = 1000 }, null));
        Assert.Equal(Roots * 3, all.Count);
        foreach (InstanceRecord record in all)
        {
            Assert.True(record.Status == OrchestrationRuntimeStatus.Completed,
                $"{record.InstanceId}: {record.Failure?.ErrorMessage}");
            HistoryReplay.AssertReplays(
                work.Catalog, await inner.ReadAsync(reader => reader.History(record.InstanceId)));
            if (record.Name == "loop") Assert.Equal("4", record.Output);
        }

        Assert.Empty(await inner.ReadAsync(reader => reader.Activities()));
        Assert.Empty(await inner.ReadAsync(reader => reader.Timers()));
        Assert.Empty(await inner.ReadAsync(reader => reader.Ready()));
    }
}
