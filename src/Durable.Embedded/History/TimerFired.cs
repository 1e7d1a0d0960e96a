namespace Trivium.Durable.Embedded;

/// <summary>A timer was due.</summary>
/// <param name="Sequence">The command that created it.</param>
/// <param name="FireAt">When it was due; the turn's clock is not before it, even when the machine's went back.</param>
internal sealed record TimerFired(int Sequence, DateTimeOffset FireAt) : IncomingEvent;
