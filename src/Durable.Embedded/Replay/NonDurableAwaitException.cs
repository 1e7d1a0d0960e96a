namespace Trivium.Durable.Embedded;

/// <summary>
/// An orchestrator awaited something that its history cannot repeat, or left its scheduler. Its instance fails.
/// </summary>
public sealed class NonDurableAwaitException : InvalidOperationException
{
    internal NonDurableAwaitException(string message)
        : base(message)
    {
    }

    internal static NonDurableAwaitException NothingOutstanding(string name, string instanceId) => new(
        $"Orchestrator '{name}' (instance '{instanceId}') waits, but no activity, child, timer or event of its own is "
        + $"outstanding. {LikelyCauses}");

    internal static NonDurableAwaitException LeftScheduler(string name, string instanceId, string did) => new(
        $"Orchestrator '{name}' (instance '{instanceId}') {did} outside its own scheduler. {LikelyCauses}");

    private const string LikelyCauses =
        "Likely it awaited a task that is not durable: Task.Delay (use context.CreateTimer), HTTP or other I/O (move "
        + "it into an activity), Task.Run, or a call with ConfigureAwait(false) (leave it out in orchestrators).";
}
