using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>Replays a whole history and holds its last turn, too, against what was recorded.</summary>
internal static class HistoryReplay
{
    public static void AssertReplays(DurableCatalog catalog, IReadOnlyList<string> events)
    {
        HistoryEvent[] history = [.. events.Select(HistoryJson.Read)];
        var started = Assert.IsType<ExecutionStarted>(history[0]);
        IReadOnlyList<RecordedTurn> turns = RecordedTurn.Split(history, out IReadOnlyList<IncomingEvent> waiting);
        Assert.Empty(waiting);
        Exception? violation = null;
        var run = new OrchestrationRun(
            catalog.Orchestrations[started.Name], started, NullLoggerFactory.Instance, exception =>
                violation = exception);

        run.Replay([.. turns.SkipLast(1)]);
        TurnOutcome last = run.Turn(turns[^1].At, turns[^1].Incoming);

        Assert.Null(violation);
        Assert.Equal(turns[^1].Commands, last.Commands);
        Assert.Equal(turns[^1].Closing, last.Closing);
    }
}
