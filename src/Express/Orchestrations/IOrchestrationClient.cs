namespace Trivium.Express;

/// <summary>
/// Starts, watches and steers orchestration instances from outside. The members, names and semantics are those of
/// Durable Functions' <c>DurableTaskClient</c>.
/// </summary>
public interface IOrchestrationClient
{
    /// <summary>Starts an instance and returns its id once the start is stored durably.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">
    /// The id is taken (<see cref="StartOrchestrationOptions.DedupeStatuses"/>).
    /// </exception>
    Task<string> ScheduleNewOrchestrationInstanceAsync(
        string name,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Raises an event at an instance; kept until the instance waits for it, discarded when it has ended.
    /// </summary>
    Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellationToken = default);

    /// <summary>Waits until an instance has left <see cref="OrchestrationRuntimeStatus.Pending"/>.</summary>
    Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default);

    /// <summary>Waits until an instance has completed, failed or been terminated.</summary>
    Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default);

    /// <summary>Ends an instance, whatever it is doing; activities that already run are not stopped.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="output">What its output will be.</param>
    /// <param name="recursive">Ends its children too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task TerminateInstanceAsync(
        string instanceId,
        object? output = null,
        bool recursive = false,
        CancellationToken cancellationToken = default);

    /// <summary>Stops an instance from taking another step until it is resumed.</summary>
    Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a suspended instance go on.</summary>
    Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>The instance's state, or null when there is none of that id.</summary>
    Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellationToken = default);

    /// <summary>A page of the instances that match, ordered by creation time and id.</summary>
    Task<OrchestrationPage> GetInstancesAsync(OrchestrationQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the history and state of an instance that has ended; false when there is none of that id or it still
    /// runs.
    /// </summary>
    Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken = default);
}
