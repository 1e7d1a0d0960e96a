using System.Collections.Immutable;

namespace Trivium.Durable.Embedded;

/// <summary>Everything the in-memory store keeps of one instance.</summary>
internal sealed record InstanceState(InstanceRecord Record)
{
    public ImmutableList<string> History { get; init; } = [];

    public ImmutableSortedDictionary<long, InboxMessage> Inbox { get; init; } =
        ImmutableSortedDictionary<long, InboxMessage>.Empty;

    public ImmutableDictionary<TaskKey, ActivityTask> Activities { get; init; } =
        ImmutableDictionary<TaskKey, ActivityTask>.Empty;

    public ImmutableDictionary<TaskKey, DurableTimer> Timers { get; init; } =
        ImmutableDictionary<TaskKey, DurableTimer>.Empty;
}
