using System.Diagnostics;
using System.IO.Pipes;
using Trivium.Express;
using Xunit.Abstractions;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>A process is killed again and again in the middle of its work; the next one goes on.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Instances = 12;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("work.db");

    private string Log => _directory.File("work.log");

    public void Dispose() => _directory.Dispose();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Effort.Of(1, 12))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Kill_AtRandomPoints_LosesNothingAndRunsNoCompletedActivityAgain(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var completedAt = new Dictionary<(string InstanceId, string Input), int>();
        int killsLeft = Effort.Of(3, 30);
        while (await RunAsync(killAfterReports: killsLeft-- > 0 ? random.Next(1, 70) : int.MaxValue) != 0)
        {
            Assert.True(killsLeft >= 0, "The process was left in peace and failed all the same.");
            await NoteCompletedAsync(completedAt);
        }

        string[] log = await File.ReadAllLinesAsync(Log);
        AssertNoCompletedRanAgain(log, completedAt);
        await AssertAllCompletedAsync(log);
    }

    private static void AssertNoCompletedRanAgain(
        string[] log, Dictionary<(string InstanceId, string Input), int> completedAt)
    {
        for (int line = 0; line < log.Length; line++)
        {
            if (log[line].Split(' ') is not ["ran", var instance, var input]) continue;
            bool ranAgain = completedAt.TryGetValue((instance, input), out int seen) && line >= seen;
            Assert.False(ranAgain,
                $"Line {line}: '{input}' of '{instance}' ran again; its completion was recorded before line {seen}.");
        }
    }

    private async Task AssertAllCompletedAsync(string[] log)
    {
        await using OrchestrationStore store = OrchestrationStore.Sqlite(Database);
        await store.OpenAsync(CancellationToken.None);
        IReadOnlyList<InstanceRecord> all = await store.ReadAsync(
            reader => reader.Query(new() { PageSize = 1000 }, null));
        Assert.All(all, record => Assert.Equal(OrchestrationRuntimeStatus.Completed, record.Status));
        string[] started =
            [.. log.Where(line => line.StartsWith("started ", StringComparison.Ordinal)).Select(line => line[8..])];
        Assert.Subset(all.Select(record => record.InstanceId).ToHashSet(), started.ToHashSet());
        Assert.Equal(Instances * 2, all.Count);
        Assert.All(all.Where(record => record.Parent is null), record => Assert.Equal(
            "\"first fan-0+fan-1+fan-2+fan-3 leaf-1leaf-2 last\"", record.Output!.Replace("\\u002B", "+")));
        Assert.Empty(await store.ReadAsync(reader => reader.Activities()));
        Assert.Empty(await store.ReadAsync(reader => reader.Timers()));
        Assert.Empty(await store.ReadAsync(reader => reader.Ready()));
    }

    private async Task NoteCompletedAsync(Dictionary<(string InstanceId, string Input), int> completedAt)
    {
        // A kill may come before the database is there.
        if (!File.Exists(Database)) return;
        await using OrchestrationStore store = OrchestrationStore.Sqlite(Database);
        await store.OpenAsync(CancellationToken.None);
        int lines = File.Exists(Log) ? (await File.ReadAllLinesAsync(Log)).Length : 0;
        foreach ((string InstanceId, string Input) call in await store.ReadAsync(reader => Recorded.CompletedActivities(
            reader, reader.Query(new() { PageSize = 1000 }, null).Select(record => record.InstanceId))))
        {
            completedAt.TryAdd(call, lines);
        }
    }

    private async Task<int> RunAsync(int killAfterReports)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
        foreach (string argument in new[]
        {
            "exec", Path.Combine(
                AppContext.BaseDirectory, "Trivium.Durable.Embedded.CrashHost.dll"), Database, Log, $"{Instances}",
            pipe.GetClientHandleAsString(),
        })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        pipe.DisposeLocalCopyOfClientHandle();
        byte[] report = new byte[1];
        int reports = 0;
        while (reports < killAfterReports && await pipe.ReadAsync(report) == 1) reports++;
        if (reports == killAfterReports) process.Kill();
        await process.WaitForExitAsync().WaitAsync(EngineFixture.Guard);
        output.WriteLine($"after {reports} reports: exit code {process.ExitCode}");
        return process.ExitCode;
    }
}
