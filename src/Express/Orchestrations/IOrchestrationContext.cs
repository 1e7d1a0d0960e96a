using Microsoft.Extensions.Logging;

namespace Trivium.Express;

/// <summary>
/// What an orchestrator may use. The members, names and semantics are those of Durable Functions'
/// <c>TaskOrchestrationContext</c>, because two engines run orchestrators. Everything returned here is the same in
/// every replay; an orchestrator awaits nothing else.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The orchestration's name.</summary>
    string Name { get; }

    /// <summary>The id of this orchestration instance.</summary>
    string InstanceId { get; }

    /// <summary>The instance id of the orchestration that started this one, or null.</summary>
    string? ParentInstanceId { get; }

    /// <summary>The version the instance was started with; empty when none was given.</summary>
    string Version { get; }

    /// <summary>The time of the current turn, UTC: the same in every replay.</summary>
    DateTimeOffset CurrentUtcDateTime { get; }

    /// <summary>True while the orchestrator repeats what its history already says.</summary>
    bool IsReplaying { get; }

    /// <summary>The instance's input, or default when it was started without one.</summary>
    T? GetInput<T>();

    /// <summary>Calls an activity and waits for its result.</summary>
    /// <exception cref="TaskFailedException">The activity failed and its retries are used up.</exception>
    Task<TResult> CallActivityAsync<TResult>(string name, object? input = null, TaskOptions? options = null);

    /// <summary>Runs another orchestration as a child and waits for its result.</summary>
    /// <exception cref="TaskFailedException">The child failed or was terminated.</exception>
    Task<TResult> CallSubOrchestratorAsync<TResult>(string name, object? input = null, TaskOptions? options = null);

    /// <summary>A durable timer: completes when <paramref name="fireAt"/> is reached, also across restarts.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event raised by name. Events that came earlier are delivered in their order.</summary>
    Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Raises an event at another instance, without waiting for it.</summary>
    void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the custom status of the instance: a small JSON value (16 KB at most), shown by queries.</summary>
    void SetCustomStatus(object? customStatus);

    /// <summary>Ends this run and starts the instance anew with an empty history.</summary>
    void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A GUID that is the same in every replay.</summary>
    Guid NewGuid();

    /// <summary>A logger that is silent while replaying.</summary>
    ILogger CreateReplaySafeLogger(string categoryName);
}
