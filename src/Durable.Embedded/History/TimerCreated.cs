namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator created a timer.</summary>
/// <param name="Sequence">The command's number.</param>
/// <param name="FireAt">When it is due.</param>
internal sealed record TimerCreated(int Sequence, DateTimeOffset FireAt) : CommandEvent(Sequence);
