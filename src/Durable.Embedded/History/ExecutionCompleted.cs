namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator returned.</summary>
/// <param name="Output">What it returned as JSON, or null.</param>
internal sealed record ExecutionCompleted(string? Output) : ClosingEvent;
