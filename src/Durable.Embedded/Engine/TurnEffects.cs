namespace Trivium.Durable.Embedded;

/// <summary>
/// Sets going what a stored turn asked for. All of it is in the store, and set going again at the next start.
/// </summary>
internal sealed class TurnEffects(ActivityWorker activities, TimerQueue timers, InstanceWaiters waiters)
{
    /// <summary>Marks a timer that only wakes its instance; commands are numbered from 0.</summary>
    public const int WakeSequence = -1;

    /// <summary>Sets it going.</summary>
    public void Apply(TurnCommit commit)
    {
        foreach (ActivityTask activity in commit.Activities) activities.Enqueue(activity.Key);
        if (commit.After.HasEnded || commit.After.ExecutionId != commit.Before.ExecutionId)
        {
            timers.Disarm(commit.Before.InstanceId);
        }
        else
        {
            foreach (DurableTimer timer in commit.Timers) timers.Arm(timer);
            foreach (TaskKey timer in commit.CancelledTimers) timers.Disarm(timer.InstanceId, timer);
        }

        if (commit.After.Status != commit.Before.Status) waiters.Signal(commit.Before.InstanceId);
    }

    /// <summary>Has the instance looked at again at a time.</summary>
    public void WakeAt(string instanceId, DateTimeOffset at) => timers.Arm(new(new(instanceId, "", WakeSequence), at));
}
