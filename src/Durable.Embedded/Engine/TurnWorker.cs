using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Runs the turns of instances: loads, replays, runs, stores, and sets going what was asked for.</summary>
internal sealed partial class TurnWorker(
    DurableCatalog catalog,
    OrchestrationStore store,
    CommitWriter writer,
    InstanceTable table,
    TurnEffects effects,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory,
    CancellationToken stopping)
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<TurnWorker>();

    /// <summary>Runs turns as they become ready, until the table is complete.</summary>
    public async Task RunAsync()
    {
        await foreach (InstanceSlot slot in table.ReadyAsync(CancellationToken.None))
        {
            if (stopping.IsCancellationRequested) return;
            bool keep = false;
            try
            {
                keep = await TurnAsync(slot);
            }
            catch (HistoryUnreadableException exception)
            {
                LogUnreadable(exception, slot.InstanceId);
            }
            catch (Exception exception)
            {
                LogTurnFailed(exception, slot.InstanceId);
                effects.WakeAt(slot.InstanceId, timeProvider.GetUtcNow() + Persistence.RetryAfter);
            }

            table.End(slot, keep);
        }
    }

    /// <summary>One turn; false when what the slot holds is not to be kept.</summary>
    private async Task<bool> TurnAsync(InstanceSlot slot)
    {
        TurnInput input = table.Begin(slot);
        IReadOnlyList<InboxMessage> inbox = slot.Record is null ? await LoadAsync(slot) : input.Messages;
        if (slot.Record is not { HasEnded: false } before) return false;
        MessageSelection selection = MessageSelection.Select(before, inbox);
        DateTimeOffset now = timeProvider.GetUtcNow();
        TurnCommit? commit = null;
        if (selection.Termination is { } termination)
        {
            commit = TurnCommits.Terminated(
                before, selection, termination.Recursive ? await HistoryAsync(slot.InstanceId) : [], now);
        }
        else if (input.Violation is { } violation && violation.ExecutionId == before.ExecutionId)
        {
            commit = TurnCommits.Of(before, selection, TurnOutcome.Failed(violation.Violation), now, now, slot.Run);
        }
        else if (before.NeedsFirstTurn && before.StartAt > now)
        {
            effects.WakeAt(slot.InstanceId, before.StartAt.Value);
        }
        else if (selection.Taken.Count > 0
            || (before.NeedsFirstTurn && before.Status != OrchestrationRuntimeStatus.Suspended))
        {
            commit = await ExecuteAsync(slot, before, selection, now);
        }

        return commit is null || await StoreAsync(slot, commit);
    }

    private async Task<bool> StoreAsync(InstanceSlot slot, TurnCommit commit)
    {
        CommitOutcome outcome = await writer.CommitAsync(commit);
        if (outcome.Status != CommitStatus.Applied)
        {
            // The instance was replaced meanwhile; its successor is loaded anew.
            LogStale(slot.InstanceId);
            table.Wake(slot.InstanceId);
            return false;
        }

        slot.Record = commit.After;
        table.Consume(slot, commit.Consumed);
        effects.Apply(commit);
        return !commit.After.HasEnded && commit.Before.ExecutionId == commit.After.ExecutionId;
    }

    private async Task<IReadOnlyList<InboxMessage>> LoadAsync(InstanceSlot slot)
    {
        (slot.Record, IReadOnlyList<InboxMessage> messages) = await store.ReadAsync(
            reader => (reader.Find(slot.InstanceId), reader.Messages(slot.InstanceId)));
        return table.Merge(slot, messages);
    }

    private async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string instanceId)
    {
        IReadOnlyList<string> stored = await store.ReadAsync(reader => reader.History(instanceId));
        return [.. stored.Select(HistoryJson.Read)];
    }

    private async Task<TurnCommit> ExecuteAsync(
        InstanceSlot slot, InstanceRecord before, MessageSelection selection, DateTimeOffset now)
    {
        IEnumerable<IncomingEvent> incoming = selection.Taken.Select(message => message.Event);
        if (slot.Run is null)
        {
            IReadOnlyList<HistoryEvent> history = await HistoryAsync(slot.InstanceId);
            try
            {
                slot.Run = Replayed(history, out IReadOnlyList<IncomingEvent> waiting);
                incoming = waiting.Concat(incoming);
            }
            catch (Exception exception) when (exception is not HistoryUnreadableException)
            {
                // Not deterministic any more, or its orchestration is no longer registered.
                return TurnCommits.Of(before, selection, TurnOutcome.Failed(exception), now, now, slot.Run);
            }
        }

        TurnOutcome outcome = slot.Run.Turn(now, [.. incoming]);
        return TurnCommits.Of(before, selection, outcome, slot.Run.Now, now, slot.Run);
    }

    private OrchestrationRun Replayed(IReadOnlyList<HistoryEvent> history, out IReadOnlyList<IncomingEvent> waiting)
    {
        if (history is not [ExecutionStarted started, ..])
            throw new HistoryUnreadableException("A history does not begin with its start; it is damaged.");
        if ((started.Behaviors & ~EngineBehaviors.Current) != 0)
        {
            throw new HistoryUnreadableException(
                $"The history was recorded with engine behaviours ({started.Behaviors}) this version does not have.");
        }

        if (!catalog.Orchestrations.TryGetValue(started.Name, out OrchestrationRegistration? registration))
        {
            throw new InvalidOperationException(
                CatalogNames.NotRegistered("orchestration", started.Name, catalog.Orchestrations.Keys));
        }

        var run = new OrchestrationRun(registration, started, loggerFactory, exception => table.Violate(
            started.InstanceId, started.ExecutionId, exception));
        run.Replay(RecordedTurn.Split(history, out waiting));
        return run;
    }

    [LoggerMessage(1201, LogLevel.Error,
        "Instance {InstanceId} has a history that cannot be read; it is left as it is.")]
    private partial void LogUnreadable(Exception exception, string instanceId);

    [LoggerMessage(1202, LogLevel.Error, "A turn of instance {InstanceId} could not be stored; it is tried again.")]
    private partial void LogTurnFailed(Exception exception, string instanceId);

    [LoggerMessage(1203, LogLevel.Information, "Instance {InstanceId} was replaced while a turn of it ran.")]
    private partial void LogStale(string instanceId);
}
