using System.Threading.Channels;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The instances in memory and the queue of those with a turn to run. An instance is in the queue or with one worker,
/// never both. Idle ones are kept, the most recently used ones longest, so that a turn need not replay.
/// </summary>
/// <param name="idleMax">Idle instances kept; 0: each turn loads and replays.</param>
internal sealed class InstanceTable(int idleMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, InstanceSlot> _slots = new(StringComparer.Ordinal);
    private readonly LinkedList<InstanceSlot> _idle = new();
    private readonly Channel<InstanceSlot> _ready = Channel.CreateUnbounded<InstanceSlot>();

    /// <summary>Takes in what a stored commit put into inboxes and started.</summary>
    public void Publish(CommitOutcome outcome)
    {
        lock (_gate)
        {
            foreach (string started in outcome.Started)
            {
                InstanceSlot slot = Slot(started);
                slot.MustReload = true;
                Wake(slot);
            }

            foreach (Delivery delivery in outcome.Deliveries)
            {
                InstanceSlot slot = Slot(delivery.InstanceId);
                slot.Inbox[delivery.Message.Id] = delivery.Message;
                Wake(slot);
            }
        }
    }

    /// <summary>Has a turn run for an instance, if there is anything to do.</summary>
    public void Wake(string instanceId)
    {
        lock (_gate) Wake(Slot(instanceId));
    }

    /// <summary>Has an instance fail for having left its scheduler.</summary>
    public void Violate(string instanceId, string executionId, Exception violation)
    {
        lock (_gate)
        {
            InstanceSlot slot = Slot(instanceId);
            slot.Violation = (executionId, violation);
            Wake(slot);
        }
    }

    /// <summary>The instances with a turn to run, as they come; ends after <see cref="Complete"/>.</summary>
    public IAsyncEnumerable<InstanceSlot> ReadyAsync(CancellationToken cancellationToken) =>
        _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Hands out no more turns.</summary>
    public void Complete() => _ready.Writer.TryComplete();

    /// <summary>A worker begins a turn; returns what it has to go by.</summary>
    public TurnInput Begin(InstanceSlot slot)
    {
        lock (_gate)
        {
            slot.State = SlotState.Running;
            if (slot.MustReload) Forget(slot);
            return new([.. slot.Inbox.Values], slot.Violation);
        }
    }

    /// <summary>Adds messages read from the store; returns all there are.</summary>
    public IReadOnlyList<InboxMessage> Merge(InstanceSlot slot, IReadOnlyList<InboxMessage> stored)
    {
        lock (_gate)
        {
            foreach (InboxMessage message in stored) slot.Inbox[message.Id] = message;
            return [.. slot.Inbox.Values];
        }
    }

    /// <summary>Removes messages a stored turn has consumed.</summary>
    public void Consume(InstanceSlot slot, IReadOnlyList<long> ids)
    {
        lock (_gate)
        {
            foreach (long id in ids) slot.Inbox.Remove(id);
        }
    }

    /// <summary>A worker is done with a turn.</summary>
    /// <param name="slot">The instance.</param>
    /// <param name="keep">What it holds is true and of use; otherwise it is loaded anew when needed.</param>
    public void End(InstanceSlot slot, bool keep)
    {
        lock (_gate)
        {
            bool more = slot.State == SlotState.RunningWithMore;
            slot.State = SlotState.Idle;
            if (!keep) Forget(slot);
            if (more)
            {
                Wake(slot);
                return;
            }

            if (!keep)
            {
                _slots.Remove(slot.InstanceId);
                return;
            }

            slot.IdleNode = _idle.AddLast(slot);
            if (_idle.Count > idleMax && _idle.First is { } oldest)
            {
                _idle.Remove(oldest);
                _slots.Remove(oldest.Value.InstanceId);
            }
        }
    }

    private static void Forget(InstanceSlot slot)
    {
        slot.MustReload = false;
        slot.Violation = null;
        slot.Inbox.Clear();
        slot.Record = null;
        slot.Run = null;
    }

    private InstanceSlot Slot(string instanceId)
    {
        if (_slots.TryGetValue(instanceId, out InstanceSlot? slot)) return slot;
        slot = new(instanceId);
        _slots.Add(instanceId, slot);
        return slot;
    }

    private void Wake(InstanceSlot slot)
    {
        switch (slot.State)
        {
            case SlotState.Idle:
                if (slot.IdleNode is { } node) _idle.Remove(node);
                slot.IdleNode = null;
                slot.State = SlotState.Queued;
                _ready.Writer.TryWrite(slot);
                break;
            case SlotState.Running:
                slot.State = SlotState.RunningWithMore;
                break;
            case SlotState.Queued or SlotState.RunningWithMore:
                break;
            default:
                throw new InvalidOperationException(
                    $"Instance '{slot.InstanceId}' is {slot.State}, which is no state.");
        }
    }
}

/// <summary>What a turn has to go by.</summary>
/// <param name="Messages">The inbox as far as it is in memory.</param>
/// <param name="Violation">The execution that left its scheduler, and how; or null.</param>
internal sealed record TurnInput(
    IReadOnlyList<InboxMessage> Messages, (string ExecutionId, Exception Violation)? Violation);
