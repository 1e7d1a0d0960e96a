namespace Trivium.Tests.Support;

/// <summary>The system's clock, which a test may put forward: timers that fall due fire at once.</summary>
internal sealed class TestTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<TestTimer> _timers = [];
    private TimeSpan _offset;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return System.GetUtcNow() + _offset;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return System.GetTimestamp() + (long)(_offset.TotalSeconds * TimestampFrequency);
    }

    public void Advance(TimeSpan by)
    {
        TestTimer[] timers;
        lock (_gate)
        {
            _offset += by;
            timers = [.. _timers];
        }

        foreach (TestTimer timer in timers) timer.Advance(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state, period);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Remove(TestTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }

    private sealed class TestTimer : ITimer
    {
        private readonly Lock _gate = new();
        private readonly TestTime _owner;
        private readonly ITimer _inner;
        private TimeSpan _period;
        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private long _set;

        public TestTimer(TestTime owner, TimerCallback callback, object? state, TimeSpan period)
        {
            _owner = owner;
            _period = period;
            _inner = System.CreateTimer(
                _ =>
                {
                    lock (_gate)
                    {
                        _due = _period;
                        _set = System.GetTimestamp();
                    }

                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                (_due, _period, _set) = (dueTime, period, System.GetTimestamp());
                return _inner.Change(dueTime, period);
            }
        }

        public void Advance(TimeSpan by)
        {
            lock (_gate)
            {
                if (_due == Timeout.InfiniteTimeSpan) return;

                TimeSpan left = _due - System.GetElapsedTime(_set) - by;
                (_due, _set) = (left < TimeSpan.Zero ? TimeSpan.Zero : left, System.GetTimestamp());
                _inner.Change(_due, _period);
            }
        }

        public void Dispose()
        {
            _owner.Remove(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _owner.Remove(this);
            return _inner.DisposeAsync();
        }
    }
}
