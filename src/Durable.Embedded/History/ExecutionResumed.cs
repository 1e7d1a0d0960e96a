namespace Trivium.Durable.Embedded;

/// <summary>The instance goes on.</summary>
/// <param name="Reason">Why, or null.</param>
internal sealed record ExecutionResumed(string? Reason) : IncomingEvent;
