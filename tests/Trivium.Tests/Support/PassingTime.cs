namespace Trivium.Tests.Support;

/// <summary>A clock on which whatever is waited for has passed already: a timer puts it forward and fires at once.</summary>
internal sealed class PassingTime : TimeProvider
{
    private long _passedTicks;

    /// <summary>How long all waits were together.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(Volatile.Read(ref _passedTicks));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) return System.CreateTimer(callback, state, dueTime, period);

        Interlocked.Add(ref _passedTicks, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
