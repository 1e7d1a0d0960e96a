namespace Trivium.Express;

/// <summary>How an orchestration instance is started.</summary>
/// <param name="InstanceId">Its id, 1 to 100 characters without <c>/ \ # ?</c>; null: a new GUID.</param>
/// <param name="StartAt">When it starts; null: at once.</param>
/// <param name="Version">Its version; null: none.</param>
public sealed record StartOrchestrationOptions(
    string? InstanceId = null, DateTimeOffset? StartAt = null, string? Version = null)
{
    /// <summary>The statuses in which an existing instance of the same id keeps the id to itself by default.</summary>
    public static readonly IReadOnlySet<OrchestrationRuntimeStatus> RunningStatuses =
        new HashSet<OrchestrationRuntimeStatus>
    {
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
    };

    /// <summary>Every status: an id is used once.</summary>
    public static readonly IReadOnlySet<OrchestrationRuntimeStatus> AllStatuses =
        new HashSet<OrchestrationRuntimeStatus>(Enum.GetValues<OrchestrationRuntimeStatus>());

    /// <summary>
    /// An existing instance of the same id in one of these statuses makes the start fail with
    /// <see cref="OrchestrationAlreadyExistsException"/>; in another one it is replaced.
    /// </summary>
    public IReadOnlySet<OrchestrationRuntimeStatus> DedupeStatuses { get; init; } = RunningStatuses;
}

/// <summary>An orchestration instance of that id exists already.</summary>
/// <param name="instanceId">The id.</param>
/// <param name="status">The existing instance's status.</param>
public sealed class OrchestrationAlreadyExistsException(string instanceId, OrchestrationRuntimeStatus status)
    : InvalidOperationException($"An orchestration instance '{instanceId}' exists already; it is {status}.")
{
    /// <summary>The id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>The existing instance's status.</summary>
    public OrchestrationRuntimeStatus Status { get; } = status;
}
