namespace Trivium.Durable.Embedded;

/// <summary>Whether an instance has a turn to run.</summary>
internal enum SlotState
{
    /// <summary>Nothing to do.</summary>
    Idle,

    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker runs its turn.</summary>
    Running,

    /// <summary>A worker runs its turn, and something came in meanwhile.</summary>
    RunningWithMore,
}

/// <summary>
/// An instance in memory: its state, its inbox and its live run. All of it can be rebuilt from the store. Members are
/// used under the table's lock or by the one worker that runs the turn, as said.
/// </summary>
internal sealed class InstanceSlot(string instanceId)
{
    public string InstanceId { get; } = instanceId;

    /// <summary>Under the table's lock.</summary>
    public SlotState State { get; set; }

    /// <summary>Under the table's lock: what is held here is of an instance that was replaced.</summary>
    public bool MustReload { get; set; }

    /// <summary>Under the table's lock: messages by id that are not consumed.</summary>
    public SortedDictionary<long, InboxMessage> Inbox { get; } = [];

    /// <summary>Under the table's lock: found to have left its scheduler, in this execution.</summary>
    public (string ExecutionId, Exception Violation)? Violation { get; set; }

    /// <summary>Under the table's lock: its place among the idle ones.</summary>
    public LinkedListNode<InstanceSlot>? IdleNode { get; set; }

    /// <summary>The worker's: the state, once loaded.</summary>
    public InstanceRecord? Record { get; set; }

    /// <summary>The worker's: the live run, once replayed.</summary>
    public OrchestrationRun? Run { get; set; }
}
