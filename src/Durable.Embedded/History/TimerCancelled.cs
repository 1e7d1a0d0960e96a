namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator cancelled a timer.</summary>
/// <param name="Sequence">The command that created it.</param>
internal sealed record TimerCancelled(int Sequence) : CommandEvent(Sequence);
