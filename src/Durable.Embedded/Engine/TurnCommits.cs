using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Turns what a turn came to into what is stored.</summary>
internal static class TurnCommits
{
    /// <summary>
    /// Events in one execution's history. A loop that never ends would otherwise grow until a replay takes minutes; it
    /// is to continue as new. Wide enough for a fan-out over 50,000 activities.
    /// </summary>
    public const int HistoryEventsMax = 200_000;

    /// <summary>The commit of a turn that ran.</summary>
    /// <param name="before">The state it was computed from.</param>
    /// <param name="selection">The messages it took.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="at">The orchestrator's clock in it.</param>
    /// <param name="now">The time.</param>
    /// <param name="run">The run; null when there is no orchestrator to run.</param>
    public static TurnCommit Of(
        InstanceRecord before,
        MessageSelection selection,
        TurnOutcome outcome,
        DateTimeOffset at,
        DateTimeOffset now,
        OrchestrationRun? run)
    {
        string? customStatus = run?.CustomStatus is { } set ? set.Json : before.CustomStatus;
        InstanceRecord after = before with
        {
            Status = outcome.Status,
            UpdatedAt = now,
            NeedsFirstTurn = false,
            CustomStatus = customStatus,
            Output = (outcome.Closing as ExecutionCompleted)?.Output,
            Failure = (outcome.Closing as ExecutionFailed)?.Failure,
        };
        List<string> events = outcome.ContinueAsNew is { } continuation
            ? NewHistory(run!.Started, continuation, ref after)
            : TurnHistory(selection, outcome, at);
        int length = events.Count + (outcome.ContinueAsNew is null ? before.HistoryLength : 0);
        if (length > HistoryEventsMax && !after.HasEnded) return Of(before, selection, TooLong(length), at, now, run);
        after = after with { HistoryLength = length };
        return new TurnCommit(before, after, events)
        {
            Consumed = selection.Consumed,
            Activities = [.. outcome.Commands.OfType<ActivityScheduled>().Select(command => Activity(before, command))],
            Timers = [.. Timers(before, outcome.Commands)],
            CancelledTimers = [.. outcome.Commands.OfType<TimerCancelled>().Select(command => Key(before, command))],
            Children = [.. outcome.Commands.OfType<ChildStarted>().Select(command => Child(before, command, now))],
            Messages =
            [
                .. outcome.Commands.OfType<EventSent>().Select(Message),
                .. AnswerToParent(after),
            ],
        };
    }

    /// <summary>The commit that ends an instance from outside.</summary>
    /// <param name="before">The state.</param>
    /// <param name="selection">The messages, the termination among them.</param>
    /// <param name="history">The history, for the children that are to end too; empty when they are not.</param>
    /// <param name="now">The time.</param>
    public static TurnCommit Terminated(
        InstanceRecord before, MessageSelection selection, IReadOnlyList<HistoryEvent> history, DateTimeOffset now)
    {
        ExecutionTerminated termination = selection.Termination!;
        string[] events = [HistoryJson.Write(new TurnStarted(now)), HistoryJson.Write(termination)];
        InstanceRecord after = before with
        {
            Status = OrchestrationRuntimeStatus.Terminated,
            UpdatedAt = now,
            NeedsFirstTurn = false,
            Output = termination.Output,
            HistoryLength = before.HistoryLength + events.Length,
        };
        string toChild = HistoryJson.Write(new ExecutionTerminated(null, Recursive: true));
        return new TurnCommit(before, after, events)
        {
            Consumed = selection.Consumed,
            Messages =
            [
                .. history.OfType<ChildStarted>().Select(child => new OutgoingMessage(child.InstanceId, null, toChild)),
                .. AnswerToParent(after),
            ],
        };
    }

    private static List<string> TurnHistory(MessageSelection selection, TurnOutcome outcome, DateTimeOffset at) =>
    [
        HistoryJson.Write(new TurnStarted(at)),
        .. selection.Taken.Select(message => message.Json),
        .. outcome.Commands.Select(HistoryJson.Write),
        .. outcome.Closing is { } closing ? [HistoryJson.Write(closing)] : Array.Empty<string>(),
    ];

    private static List<string> NewHistory(
        ExecutionStarted previous, Continuation continuation, ref InstanceRecord after)
    {
        ExecutionStarted next = previous with
        {
            ExecutionId = Guid.NewGuid().ToString("N"),
            Input = continuation.Input,
            Behaviors = EngineBehaviors.Current,
        };
        after = after with { ExecutionId = next.ExecutionId, NeedsFirstTurn = true };
        List<string> events = [HistoryJson.Write(next), .. continuation.Events.Select(HistoryJson.Write)];
        if (after.Status == OrchestrationRuntimeStatus.Suspended)
            events.Add(HistoryJson.Write(new ExecutionSuspended(null)));
        return events;
    }

    private static TurnOutcome TooLong(int length) => TurnOutcome.Failed(new InvalidOperationException(
        $"The history has grown to {length:N0} events; the limit is {HistoryEventsMax:N0}. Let the orchestrator call "
        + "ContinueAsNew from time to time, or split its work among child orchestrations."));

    private static IEnumerable<DurableTimer> Timers(InstanceRecord before, IReadOnlyList<CommandEvent> commands)
    {
        HashSet<int> cancelled = [.. commands.OfType<TimerCancelled>().Select(command => command.Sequence)];
        return commands.OfType<TimerCreated>()
            .Where(command => !cancelled.Contains(command.Sequence))
            .Select(command => new DurableTimer(Key(before, command), command.FireAt));
    }

    private static TaskKey Key(InstanceRecord before, CommandEvent command) =>
        new(before.InstanceId, before.ExecutionId, command.Sequence);

    private static ActivityTask Activity(InstanceRecord before, ActivityScheduled command) =>
        new(Key(before, command), command.Name, command.Input);

    private static OutgoingMessage Message(EventSent command) =>
        new(command.InstanceId, null, HistoryJson.Write(new EventRaised(command.Name, command.Payload)));

    private static ChildStart Child(InstanceRecord before, ChildStarted command, DateTimeOffset now)
    {
        var parent = new ParentCall(before.InstanceId, before.ExecutionId, command.Sequence);
        var start = new InstanceStart(command.Name, command.InstanceId, command.Version, command.Input, parent);
        return new(command.Sequence, start.Record(now), start.FirstEventJson);
    }

    private static OutgoingMessage[] AnswerToParent(InstanceRecord after)
    {
        if (after.Parent is not { } parent) return [];
        IncomingEvent? answer = after.Status switch
        {
            OrchestrationRuntimeStatus.Completed => new ChildCompleted(parent.Sequence, after.Output),
            OrchestrationRuntimeStatus.Failed => new ChildFailed(parent.Sequence, after.Failure!),
            OrchestrationRuntimeStatus.Terminated => new ChildFailed(parent.Sequence, Failures.From(
                new OperationCanceledException($"The child orchestration '{after.InstanceId}' was terminated."))),
            _ => null,
        };
        return answer is null ? [] : [new(parent.InstanceId, parent.ExecutionId, HistoryJson.Write(answer))];
    }
}
