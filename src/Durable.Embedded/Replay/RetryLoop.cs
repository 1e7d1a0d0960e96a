using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// Repeats a call by its retry policy, waiting on durable timers, so that a retry survives a restart.
/// </summary>
internal static class RetryLoop
{
    /// <summary>Makes the call until it succeeds or the policy gives up.</summary>
    public static async Task<string?> Run(IOrchestrationContext context, RetryPolicy? policy, Func<Task<string?>> call)
    {
        if (policy is null) return await call();
        DateTimeOffset first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed) when (MayRetry(policy, attempt, failed.FailureDetails))
            {
                DateTimeOffset next = context.CurrentUtcDateTime + Delay(policy, attempt);
                if (policy.RetryTimeout is { } timeout && next - first > timeout) throw;
                await context.CreateTimer(next, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// <c>FirstRetryInterval × BackoffCoefficient^(attempt-1)</c>, at most the policy's longest wait.
    /// </summary>
    public static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        double ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        TimeSpan longest = policy.MaxRetryInterval ?? WaitMax;
        return ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
    }

    // Without a limit of its own a backoff overflows every clock after some dozens of attempts.
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(365);

    private static bool MayRetry(RetryPolicy policy, int attempt, TaskFailureDetails failure) =>
        attempt < policy.MaxNumberOfAttempts && (policy.HandleFailure?.Invoke(failure) ?? true);
}
