using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>One change the engine makes: the same on every store. Many are stored as one transaction.</summary>
internal abstract record StoreCommit
{
    /// <summary>Applies the change, or finds that it no longer applies and changes nothing.</summary>
    public abstract CommitOutcome Apply(IStoreTransaction transaction);
}

/// <summary>Whether a commit was applied.</summary>
internal enum CommitStatus
{
    /// <summary>It was.</summary>
    Applied,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance's status does not allow it.</summary>
    Refused,

    /// <summary>It was computed from a state that is no longer there, or was applied before.</summary>
    Stale,
}

/// <summary>What came of a commit.</summary>
/// <param name="Status">Whether it was applied.</param>
/// <param name="InstanceStatus">The status that made it <see cref="CommitStatus.Refused"/>; otherwise null.</param>
/// <param name="Deliveries">Messages put into inboxes.</param>
/// <param name="Started">Instances that have a first turn to run.</param>
internal sealed record CommitOutcome(
    CommitStatus Status,
    OrchestrationRuntimeStatus? InstanceStatus,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<string> Started)
{
    public static CommitOutcome NotFound { get; } = new(CommitStatus.NotFound, null, [], []);

    public static CommitOutcome Stale { get; } = new(CommitStatus.Stale, null, [], []);

    public static CommitOutcome Refused(OrchestrationRuntimeStatus status) => new(CommitStatus.Refused, status, [], []);

    public static CommitOutcome Applied(
        IReadOnlyList<Delivery>? deliveries = null, IReadOnlyList<string>? started = null) =>
        new(CommitStatus.Applied, null, deliveries ?? [], started ?? []);
}
