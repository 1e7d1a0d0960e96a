namespace Trivium.Durable.Embedded;

/// <summary>Names one command of one execution: an activity to run or a timer to fire.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Sequence">The command's number.</param>
internal readonly record struct TaskKey(string InstanceId, string ExecutionId, int Sequence);

/// <summary>An activity that is to run.</summary>
/// <param name="Key">The command.</param>
/// <param name="Name">The activity.</param>
/// <param name="Input">Its input as JSON, or null.</param>
internal sealed record ActivityTask(TaskKey Key, string Name, string? Input);

/// <summary>A timer that is to fire.</summary>
/// <param name="Key">The command.</param>
/// <param name="FireAt">When it is due.</param>
internal sealed record DurableTimer(TaskKey Key, DateTimeOffset FireAt);
