using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>An orchestration instance and its history. Whoever reads or changes it holds the hub's lock.</summary>
internal sealed class HubInstance(HistoryEvent started, DateTimeOffset createdAt)
{
    private readonly ExecutionStartedEvent _first = started.ExecutionStarted;

    public string Id => _first.OrchestrationInstance.InstanceId;

    public string ExecutionId { get; set; } = started.ExecutionStarted.OrchestrationInstance.ExecutionId;

    public ExecutionStartedEvent Started { get; set; } = started.ExecutionStarted;

    public OrchestrationStatus Status { get; set; } = OrchestrationStatus.Pending;

    public List<HistoryEvent> History { get; } = [];

    /// <summary>What has come and was not yet shown to the orchestrator.</summary>
    public List<HistoryEvent> Inbox { get; } = [started];

    /// <summary>Whether a turn of it runs.</summary>
    public bool IsRunning { get; set; }

    public string? CustomStatus { get; set; }

    public string? Output { get; set; }

    public TaskFailureDetails? Failure { get; set; }

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    /// <summary>The instances it started and that go with it when it is terminated recursively.</summary>
    public List<string> Children { get; } = [];

    public bool IsCompleted => Status
        is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;

    /// <summary>What the durable client is told.</summary>
    public OrchestrationState State(bool withInputsAndOutputs) => new()
    {
        InstanceId = Id,
        Name = _first.Name,
        Version = _first.Version,
        OrchestrationStatus = Status,
        CreatedTimestamp = Timestamp.FromDateTimeOffset(CreatedAt),
        LastUpdatedTimestamp = Timestamp.FromDateTimeOffset(UpdatedAt),
        CustomStatus = CustomStatus,
        Input = withInputsAndOutputs ? Started.Input : null,
        Output = withInputsAndOutputs ? Output : null,
        FailureDetails = withInputsAndOutputs ? Failure : null,
    };
}
