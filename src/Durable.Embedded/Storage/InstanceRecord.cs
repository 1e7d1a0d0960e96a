using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The state of an instance as stores keep it beside its history.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ExecutionId">Its current execution.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When its state last changed.</param>
internal sealed record InstanceRecord(
    string InstanceId,
    string ExecutionId,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The first turn does not run before this time; null: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The call that started it, or null.</summary>
    public ParentCall? Parent { get; init; }

    /// <summary>The output as JSON, or null.</summary>
    public string? Output { get; init; }

    /// <summary>The custom status as JSON, or null.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Events in the history; a turn is only stored on top of the history it was computed from.</summary>
    public int HistoryLength { get; init; }

    /// <summary>The current execution has had no turn yet, so there is work even without messages.</summary>
    public bool NeedsFirstTurn { get; init; }

    /// <summary>It has ended.</summary>
    public bool HasEnded => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}
