namespace Trivium.Express;

/// <summary>
/// A retry policy for activities and child orchestrations, as in Durable Functions: attempt <c>n</c> (from 1) is
/// followed after <c>FirstRetryInterval × BackoffCoefficient^(n-1)</c>, at most <c>MaxRetryInterval</c>.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first one included; at least 1.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">The factor from one wait to the next; at least 1.</param>
    /// <param name="maxRetryInterval">No wait is longer; null: no limit.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; null: no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval;
        RetryTimeout = retryTimeout;
    }

    /// <summary>Attempts in all, the first one included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>The factor from one wait to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest wait, or null for no limit.</summary>
    public TimeSpan? MaxRetryInterval { get; }

    /// <summary>How long after the first attempt another one may start, or null for no limit.</summary>
    public TimeSpan? RetryTimeout { get; }

    /// <summary>Says which failures are worth another attempt; must be deterministic. Null: all of them.</summary>
    public Func<TaskFailureDetails, bool>? HandleFailure { get; init; }
}
