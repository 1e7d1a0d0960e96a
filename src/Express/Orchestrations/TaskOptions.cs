namespace Trivium.Express;

/// <summary>How a call from an orchestrator is made.</summary>
/// <param name="Retry">When and how often a failure is tried again; null: never.</param>
public record TaskOptions(RetryPolicy? Retry = null)
{
    /// <summary>Options with this retry policy.</summary>
    public static implicit operator TaskOptions(RetryPolicy retry) => new(retry);
}

/// <summary>How a child orchestration is started.</summary>
/// <param name="Retry">When and how often a failure is tried again; null: never.</param>
/// <param name="InstanceId">The child's instance id; null: derived from the parent's.</param>
/// <param name="Version">The version the child starts with; null: the parent's.</param>
public sealed record SubOrchestrationOptions(
    RetryPolicy? Retry = null, string? InstanceId = null, string? Version = null)
    : TaskOptions(Retry);
