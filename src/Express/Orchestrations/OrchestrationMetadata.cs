namespace Trivium.Express;

/// <summary>Where an orchestration instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started, but no turn has run yet.</summary>
    Pending,

    /// <summary>At work or waiting.</summary>
    Running,

    /// <summary>Held until it is resumed.</summary>
    Suspended,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended by an exception.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Terminated,
}

/// <summary>The state of an orchestration instance at one moment.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InstanceId">The instance id.</param>
/// <param name="RuntimeStatus">Where it stands.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="LastUpdatedAt">When its state last changed.</param>
public sealed record OrchestrationMetadata(
    string Name,
    string InstanceId,
    OrchestrationRuntimeStatus RuntimeStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt)
{
    /// <summary>The input as JSON; null when not asked for or absent.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON; null when not asked for, absent or not yet there.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON, or null.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>
    /// Why it failed; null unless <see cref="RuntimeStatus"/> is Failed (an adapter may leave it null even then).
    /// </summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True once the instance has ended.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}
