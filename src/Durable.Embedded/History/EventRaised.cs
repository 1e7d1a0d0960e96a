namespace Trivium.Durable.Embedded;

/// <summary>An external event came in.</summary>
/// <param name="Name">The event's name; compared without regard to case, as Durable Functions does.</param>
/// <param name="Payload">Its payload as JSON, or null.</param>
internal sealed record EventRaised(string Name, string? Payload) : IncomingEvent;
