namespace Trivium.Durable.Embedded;

/// <summary>The first event of every execution.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="ExecutionId">This run of the instance; continue-as-new gives it another one.</param>
/// <param name="Version">The version it was started with, or empty.</param>
/// <param name="Input">The input as JSON, or null.</param>
/// <param name="Parent">The call that started it, or null.</param>
/// <param name="Behaviors">The engine behaviours it runs with for ever (<see cref="EngineBehaviors"/>).</param>
internal sealed record ExecutionStarted(
    string Name,
    string InstanceId,
    string ExecutionId,
    string Version,
    string? Input,
    ParentCall? Parent,
    EngineBehaviors Behaviors) : IncomingEvent;

/// <summary>The call in a parent that started a child.</summary>
/// <param name="InstanceId">The parent.</param>
/// <param name="ExecutionId">The parent's execution; an answer to an older one is discarded.</param>
/// <param name="Sequence">The command in the parent.</param>
internal sealed record ParentCall(string InstanceId, string ExecutionId, int Sequence);
