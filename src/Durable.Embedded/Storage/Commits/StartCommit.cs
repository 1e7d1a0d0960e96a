using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Starts an instance, in place of one that has the id but need not keep it.</summary>
/// <param name="Instance">The new instance.</param>
/// <param name="StartedJson">Its first event.</param>
/// <param name="DedupeStatuses">An instance of the id in one of these keeps it.</param>
internal sealed record StartCommit(
    InstanceRecord Instance, string StartedJson, IReadOnlySet<OrchestrationRuntimeStatus> DedupeStatuses) : StoreCommit
{
    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        if (transaction.Find(Instance.InstanceId) is { } existing)
        {
            if (DedupeStatuses.Contains(existing.Status)) return CommitOutcome.Refused(existing.Status);
            transaction.Delete(Instance.InstanceId);
        }

        transaction.Insert(Instance with { HistoryLength = 1, NeedsFirstTurn = true });
        transaction.AppendHistory(Instance.InstanceId, 0, [StartedJson]);
        return CommitOutcome.Applied(started: [Instance.InstanceId]);
    }
}
