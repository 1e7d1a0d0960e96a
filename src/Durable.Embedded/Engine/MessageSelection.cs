using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Which messages of the inbox a turn takes.</summary>
/// <param name="Taken">Those it takes, in order, and their JSON.</param>
/// <param name="Consumed">The ids to remove: those taken, and those for an older execution.</param>
/// <param name="Termination">A request to end the instance, which goes before everything else.</param>
internal sealed record MessageSelection(
    IReadOnlyList<(IncomingEvent Event, string Json)> Taken,
    IReadOnlyList<long> Consumed,
    ExecutionTerminated? Termination)
{
    /// <summary>
    /// Selects. While an instance is suspended its messages stay where they are; when it is resumed they follow, in
    /// their order.
    /// </summary>
    public static MessageSelection Select(InstanceRecord instance, IReadOnlyList<InboxMessage> inbox)
    {
        var taken = new List<(IncomingEvent Event, string Json)>();
        var held = new List<(long Id, IncomingEvent Event, string Json)>();
        var consumed = new List<long>();
        bool suspended = instance.Status == OrchestrationRuntimeStatus.Suspended;
        foreach (InboxMessage message in inbox)
        {
            if (message.ExecutionId is { } execution && execution != instance.ExecutionId)
            {
                consumed.Add(message.Id);
                continue;
            }

            IncomingEvent value = HistoryJson.Read(message.EventJson) as IncomingEvent
                ?? throw new HistoryUnreadableException(
                    $"The inbox of '{instance.InstanceId}' holds what is no message.");
            if (value is ExecutionTerminated termination) return new([], [.. inbox.Select(one => one.Id)], termination);
            if (suspended && value is not (ExecutionResumed or ExecutionSuspended))
            {
                held.Add((message.Id, value, message.EventJson));
                continue;
            }

            taken.Add((value, message.EventJson));
            consumed.Add(message.Id);
            if (value is ExecutionSuspended) suspended = true;
            if (value is not ExecutionResumed) continue;
            suspended = false;
            taken.AddRange(held.Select(one => (one.Event, one.Json)));
            consumed.AddRange(held.Select(one => one.Id));
            held.Clear();
        }

        return new(taken, consumed, null);
    }
}
