namespace Trivium.Durable.Embedded;

/// <summary>Deletes an instance that has ended.</summary>
/// <param name="InstanceId">The instance.</param>
internal sealed record PurgeCommit(string InstanceId) : StoreCommit
{
    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        if (transaction.Find(InstanceId) is not { } instance) return CommitOutcome.NotFound;
        if (!instance.HasEnded) return CommitOutcome.Refused(instance.Status);
        transaction.Delete(InstanceId);
        return CommitOutcome.Applied();
    }
}
