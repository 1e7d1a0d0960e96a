namespace Trivium.Durable.Embedded;

/// <summary>Puts a message from a client into an instance's inbox: an event, a termination, a suspension.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="EventJson">The message.</param>
internal sealed record MessageCommit(string InstanceId, string EventJson) : StoreCommit
{
    public override CommitOutcome Apply(IStoreTransaction transaction)
    {
        if (transaction.Find(InstanceId) is not { } instance) return CommitOutcome.NotFound;
        return instance.HasEnded
            ? CommitOutcome.Refused(instance.Status)
            : CommitOutcome.Applied([new(InstanceId, transaction.AddMessage(InstanceId, null, EventJson))]);
    }
}
