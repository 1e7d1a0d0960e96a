namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator called an activity.</summary>
/// <param name="Sequence">The command's number.</param>
/// <param name="Name">The activity.</param>
/// <param name="Input">Its input as JSON, or null.</param>
internal sealed record ActivityScheduled(int Sequence, string Name, string? Input) : CommandEvent(Sequence);
