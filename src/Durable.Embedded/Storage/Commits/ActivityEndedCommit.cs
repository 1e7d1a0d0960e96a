namespace Trivium.Durable.Embedded;

/// <summary>
/// Records that an activity has ended. Removing the task and keeping the answer are one, so an answer is recorded
/// once and a recorded activity is never run again.
/// </summary>
/// <param name="Key">The activity's command.</param>
/// <param name="EventJson">The answer.</param>
internal sealed record ActivityEndedCommit(TaskKey Key, string EventJson) : StoreCommit
{
    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        if (!transaction.RemoveActivity(Key)) return CommitOutcome.Stale;

        // An orchestrator need not wait for what it called; the answer then has nowhere to go.
        return transaction.Find(Key.InstanceId) is { HasEnded: false } instance
            && instance.ExecutionId == Key.ExecutionId
            ? CommitOutcome.Applied(
                [new(Key.InstanceId, transaction.AddMessage(Key.InstanceId, Key.ExecutionId, EventJson))])
            : CommitOutcome.Applied();
    }
}
