namespace Trivium.Durable.Embedded;

/// <summary>Records that a timer was due.</summary>
/// <param name="Timer">The timer.</param>
internal sealed record TimerFiredCommit(DurableTimer Timer) : StoreCommit
{
    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        TaskKey key = Timer.Key;
        if (!transaction.RemoveTimer(key)) return CommitOutcome.Stale;
        string fired = HistoryJson.Write(new TimerFired(key.Sequence, Timer.FireAt));
        return CommitOutcome.Applied(
            [new(key.InstanceId, transaction.AddMessage(key.InstanceId, key.ExecutionId, fired))]);
    }
}
