namespace Trivium.Durable.Embedded;

/// <summary>The instance is held: what comes in waits until it is resumed.</summary>
/// <param name="Reason">Why, or null.</param>
internal sealed record ExecutionSuspended(string? Reason) : IncomingEvent;
