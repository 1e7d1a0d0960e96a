namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator started a child orchestration.</summary>
/// <param name="Sequence">The command's number.</param>
/// <param name="Name">The child's orchestration.</param>
/// <param name="InstanceId">The child's instance id.</param>
/// <param name="Version">The child's version.</param>
/// <param name="Input">The child's input as JSON, or null.</param>
internal sealed record ChildStarted(int Sequence, string Name, string InstanceId, string Version, string? Input)
    : CommandEvent(Sequence);
