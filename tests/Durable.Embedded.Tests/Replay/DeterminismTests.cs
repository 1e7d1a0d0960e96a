using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public async Task NewGuid_Replayed_IsTheSameAndEachDifferent()
    {
        var seen = new ConcurrentQueue<Guid>();
        await using EngineFixture engine = await EngineFixture.StartAsync(
            Catalog(context => seen.Enqueue(context.NewGuid())), cached: false);

        await engine.ResultAsync<int>("run");

        // Three turns: the first GUID is made in each, the second in two, the third in one.
        Assert.Equal(6, seen.Count);
        Assert.Equal(3, seen.Distinct().Count());
        Assert.All(seen, guid => Assert.Equal('5', guid.ToString()[14]));
    }

    [Theory]
    [ClassData(typeof(CachedAndNot))]
    public async Task CreateReplaySafeLogger_Replayed_LogsOnce(bool cached)
    {
        using var logs = new RecordingLoggerFactory();
        await using EngineFixture engine = await EngineFixture.StartAsync(
            Catalog(context => context.CreateReplaySafeLogger("orchestrator").Log(LogLevel.Information, "here")),
                cached, logs: logs);

        await engine.ResultAsync<int>("run");

        Assert.Equal(3, logs.Entries.Count(entry => entry == "orchestrator: here"));
    }

    [Fact]
    public void Create_OfAName_IsWhatRfc9562Says() =>
        Assert.Equal("c2b89bbd-370b-53dd-a137-21cd941159cb", DeterministicGuid.Create("a").ToString());

    private static DurableCatalog Catalog(Action<IOrchestrationContext> act) => new DurableCatalog()
        .Activity<int, int>("echo", number => number)
        .Orchestration<Nothing, int>("run", async (context, _) =>
        {
            act(context);
            await context.CallActivityAsync<int>("echo", 1);
            act(context);
            await context.CallActivityAsync<int>("echo", 1);
            act(context);
            return 1;
        });

    private sealed class RecordingLoggerFactory : ILoggerFactory
    {
        public ConcurrentQueue<string> Entries { get; } = new();

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => new RecordingLogger(categoryName, Entries);

        public void Dispose()
        {
        }
    }

    private sealed class RecordingLogger(string category, ConcurrentQueue<string> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
                string> formatter) =>
            entries.Enqueue($"{category}: {formatter(state, exception)}");
    }
}
