namespace Trivium.Durable.Embedded;

/// <summary>Those who wait for an instance to change; signalled, not polled.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);
    private bool _stopped;

    /// <summary>
    /// Completes at the next change of an instance. Ask before looking at its state, so that no change is missed.
    /// </summary>
    public Task NextChange(string instanceId)
    {
        lock (_gate)
        {
            if (_stopped) throw Stopped();
            if (!_changes.TryGetValue(instanceId, out TaskCompletionSource? change))
            {
                change = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _changes.Add(instanceId, change);
            }

            return change.Task;
        }
    }

    /// <summary>An instance has changed.</summary>
    public void Signal(string instanceId)
    {
        lock (_gate)
        {
            if (_changes.Remove(instanceId, out TaskCompletionSource? change)) change.SetResult();
        }
    }

    /// <summary>
    /// Nothing will change any more: everyone waiting gets an <see cref="OperationCanceledException"/>.
    /// </summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            foreach (TaskCompletionSource change in _changes.Values) change.SetException(Stopped());
            _changes.Clear();
        }
    }

    private static OperationCanceledException Stopped() =>
        new("The orchestration engine has stopped; the instance goes on when it starts again.");
}
