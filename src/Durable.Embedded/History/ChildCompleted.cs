namespace Trivium.Durable.Embedded;

/// <summary>A child orchestration completed.</summary>
/// <param name="Sequence">The command it answers.</param>
/// <param name="Output">Its output as JSON, or null.</param>
internal sealed record ChildCompleted(int Sequence, string? Output) : IncomingEvent;
