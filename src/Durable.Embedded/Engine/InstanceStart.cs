using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>A new instance, before it is stored.</summary>
internal sealed class InstanceStart
{
    private readonly ExecutionStarted _started;

    public InstanceStart(string name, string instanceId, string version, string? input, ParentCall? parent = null) =>
        _started = new(name, instanceId, Guid.NewGuid().ToString("N"), version, input, parent, EngineBehaviors.Current);

    /// <summary>Its first event.</summary>
    public string FirstEventJson => HistoryJson.Write(_started);

    /// <summary>Its state.</summary>
    public InstanceRecord Record(DateTimeOffset now, DateTimeOffset? startAt = null) => new(
        _started.InstanceId, _started.ExecutionId, _started.Name, OrchestrationRuntimeStatus.Pending, now, now)
    {
        StartAt = startAt,
        Parent = _started.Parent,
    };
}
