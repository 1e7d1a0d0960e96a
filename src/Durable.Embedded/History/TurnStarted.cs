namespace Trivium.Durable.Embedded;

/// <summary>A turn began: what follows up to the next one happened in it.</summary>
/// <param name="At">The orchestrator's clock during the turn.</param>
internal sealed record TurnStarted(DateTimeOffset At) : HistoryEvent;
