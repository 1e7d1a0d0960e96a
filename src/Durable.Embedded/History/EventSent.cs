namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator raised an event at another instance.</summary>
/// <param name="Sequence">The command's number.</param>
/// <param name="InstanceId">The instance it goes to.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">Its payload as JSON, or null.</param>
internal sealed record EventSent(int Sequence, string InstanceId, string Name, string? Payload)
    : CommandEvent(Sequence);
