namespace Trivium.Durable.Embedded;

/// <summary>An activity returned.</summary>
/// <param name="Sequence">The command it answers.</param>
/// <param name="Output">What it returned as JSON, or null.</param>
internal sealed record ActivityCompleted(int Sequence, string? Output) : IncomingEvent;
