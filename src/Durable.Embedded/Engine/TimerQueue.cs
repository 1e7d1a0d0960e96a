namespace Trivium.Durable.Embedded;

/// <summary>
/// What is due when, in memory; the store has it too. One timer of the <see cref="TimeProvider"/> is set for the
/// earliest.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="onDue">Called for each that is due; must not block.</param>
internal sealed class TimerQueue(TimeProvider timeProvider, Action<DurableTimer> onDue) : IDisposable
{
    /// <summary>
    /// The clock is looked at this often at least: a machine that slept, or whose clock was set, has waited less (or
    /// more) than the clock says.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SortedSet<DurableTimer> _byTime = new(ByTime.Instance);
    private readonly Dictionary<string, HashSet<DurableTimer>> _byInstance = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Adds a timer.</summary>
    public void Arm(DurableTimer timer)
    {
        lock (_gate)
        {
            if (_disposed || !_byTime.Add(timer)) return;
            if (!_byInstance.TryGetValue(timer.Key.InstanceId, out HashSet<DurableTimer>? all))
                _byInstance.Add(timer.Key.InstanceId, all = []);
            all.Add(timer);
            if (_byTime.Min == timer) Reset();
        }
    }

    /// <summary>Removes the timers of an instance, all or one.</summary>
    public void Disarm(string instanceId, TaskKey? only = null)
    {
        lock (_gate)
        {
            if (!_byInstance.TryGetValue(instanceId, out HashSet<DurableTimer>? all)) return;
            foreach (DurableTimer timer in all.Where(timer => only is null || timer.Key == only).ToArray())
                Remove(timer);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void OnTick(object? state)
    {
        var due = new List<DurableTimer>();
        lock (_gate)
        {
            if (_disposed) return;
            DateTimeOffset now = timeProvider.GetUtcNow();
            while (_byTime.Min is { } earliest && earliest.FireAt <= now)
            {
                Remove(earliest);
                due.Add(earliest);
            }

            Reset();
        }

        foreach (DurableTimer timer in due) onDue(timer);
    }

    private void Remove(DurableTimer timer)
    {
        _byTime.Remove(timer);
        HashSet<DurableTimer> all = _byInstance[timer.Key.InstanceId];
        all.Remove(timer);
        if (all.Count == 0) _byInstance.Remove(timer.Key.InstanceId);
    }

    private void Reset()
    {
        TimeSpan wait = Timeout.InfiniteTimeSpan;
        if (_byTime.Min is { } earliest)
        {
            wait = earliest.FireAt - timeProvider.GetUtcNow();
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LookAgain ? LookAgain : wait;
        }

        _timer ??= timeProvider.CreateTimer(OnTick, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private sealed class ByTime : IComparer<DurableTimer>
    {
        public static readonly ByTime Instance = new();

        public int Compare(DurableTimer? x, DurableTimer? y)
        {
            int order = x!.FireAt.CompareTo(y!.FireAt);
            if (order == 0) order = string.CompareOrdinal(x.Key.InstanceId, y.Key.InstanceId);
            if (order == 0) order = string.CompareOrdinal(x.Key.ExecutionId, y.Key.ExecutionId);
            return order != 0 ? order : x.Key.Sequence.CompareTo(y.Key.Sequence);
        }
    }
}
