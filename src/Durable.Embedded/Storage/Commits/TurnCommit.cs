using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// Everything a turn came to, stored as one: the messages it took, the history it wrote, what it asked for, and the
/// state it left. It applies only to the state it was computed from.
/// </summary>
/// <param name="Before">The state the turn was computed from.</param>
/// <param name="After">The state it leaves.</param>
/// <param name="Events">What the history gets; for a new execution its whole history.</param>
internal sealed record TurnCommit(InstanceRecord Before, InstanceRecord After, IReadOnlyList<string> Events)
    : StoreCommit
{
    /// <summary>Messages that are now history, or were for an older execution.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>Activities to run.</summary>
    public IReadOnlyList<ActivityTask> Activities { get; init; } = [];

    /// <summary>Timers to fire.</summary>
    public IReadOnlyList<DurableTimer> Timers { get; init; } = [];

    /// <summary>Timers that are not to fire any more.</summary>
    public IReadOnlyList<TaskKey> CancelledTimers { get; init; } = [];

    /// <summary>Children to start.</summary>
    public IReadOnlyList<ChildStart> Children { get; init; } = [];

    /// <summary>Messages to other instances.</summary>
    public IReadOnlyList<OutgoingMessage> Messages { get; init; } = [];

    private bool IsNewExecution => Before.ExecutionId != After.ExecutionId;

    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        string id = Before.InstanceId;
        InstanceRecord? current = transaction.Find(id);
        if (current is null || current.ExecutionId != Before.ExecutionId
            || current.HistoryLength != Before.HistoryLength)
            return CommitOutcome.Stale;

        var deliveries = new List<Delivery>();
        var started = new List<string>();
        transaction.RemoveMessages(id, Consumed);
        if (IsNewExecution) transaction.ClearHistory(id);
        transaction.AppendHistory(id, IsNewExecution ? 0 : Before.HistoryLength, Events);
        transaction.Update(After);
        foreach (ActivityTask activity in Activities) transaction.AddActivity(activity);
        foreach (DurableTimer timer in Timers) transaction.AddTimer(timer);
        foreach (TaskKey timer in CancelledTimers) transaction.RemoveTimer(timer);
        if (IsNewExecution || After.HasEnded) transaction.ClearTimers(id);
        foreach (ChildStart child in Children) StartChild(transaction, child, deliveries, started);
        foreach (OutgoingMessage message in Messages) Send(transaction, message, deliveries);
        if (After.HasEnded) transaction.ClearMessages(id);
        if (After.Status == OrchestrationRuntimeStatus.Terminated) transaction.ClearActivities(id);
        if (After.NeedsFirstTurn) started.Add(id);
        return CommitOutcome.Applied(deliveries, started);
    }

    private void StartChild(
        IStoreTransaction transaction, ChildStart child, List<Delivery> deliveries, List<string> started)
    {
        CommitOutcome outcome =
            new StartCommit(child.Instance, child.StartedJson, StartOrchestrationOptions.RunningStatuses).Apply(
                transaction);
        if (outcome.Status == CommitStatus.Applied)
        {
            started.AddRange(outcome.Started);
            return;
        }

        var taken = new OrchestrationAlreadyExistsException(child.Instance.InstanceId, outcome.InstanceStatus!.Value);
        string failed = HistoryJson.Write(new ChildFailed(child.Sequence, Failures.From(taken)));
        Send(transaction, new(Before.InstanceId, Before.ExecutionId, failed), deliveries);
    }

    private static void Send(IStoreTransaction transaction, OutgoingMessage message, List<Delivery> deliveries)
    {
        if (transaction.Find(message.InstanceId) is not { HasEnded: false } target) return;
        if (message.ExecutionId is { } execution && execution != target.ExecutionId) return;
        deliveries.Add(new(
            message.InstanceId, transaction.AddMessage(message.InstanceId, message.ExecutionId, message.EventJson)));
    }
}

/// <summary>A child a turn starts.</summary>
/// <param name="Sequence">The command in the parent.</param>
/// <param name="Instance">The child.</param>
/// <param name="StartedJson">Its first event.</param>
internal sealed record ChildStart(int Sequence, InstanceRecord Instance, string StartedJson);

/// <summary>A message a turn sends; one to an instance that is not there or has ended is discarded.</summary>
/// <param name="InstanceId">The instance it goes to.</param>
/// <param name="ExecutionId">The execution it is for; null: whichever is current.</param>
/// <param name="EventJson">The event.</param>
internal sealed record OutgoingMessage(string InstanceId, string? ExecutionId, string EventJson);
