using Durable = Microsoft.DurableTask;

namespace Trivium.Express.Functions;

/// <summary>Options of calls as the durable library wants them.</summary>
internal static class CallOptions
{
    public static Durable.TaskOptions? ForActivity(TaskOptions? options) =>
        options is null ? null : new Durable.TaskOptions(From(options.Retry));

    /// <summary>For a child: it has the version of its parent unless another one is given.</summary>
    public static Durable.SubOrchestrationOptions ForChild(TaskOptions? options, string parentVersion)
    {
        var child = options as SubOrchestrationOptions;
        var version = child?.Version ?? parentVersion;
        return new Durable.SubOrchestrationOptions(From(options?.Retry), child?.InstanceId)
        {
            Version = version.Length > 0 ? new Durable.TaskVersion(version) : default(Durable.TaskVersion?),
        };
    }

    /// <summary>
    /// The same waits and attempts. The library takes no longest wait, and no time-out, that is shorter than the first
    /// wait: with such a longest wait every wait is that long, with such a time-out there is one attempt.
    /// </summary>
    internal static Durable.TaskRetryOptions? From(RetryPolicy? policy)
    {
        if (policy is null)
            return null;
        var longest = policy.MaxRetryInterval ?? Timeout.InfiniteTimeSpan;
        var capped = policy.MaxRetryInterval < policy.FirstRetryInterval;
        var tooLate = policy.RetryTimeout < (capped ? longest : policy.FirstRetryInterval);
        var attempts = tooLate ? 1 : policy.MaxNumberOfAttempts;
        var first = capped ? longest : policy.FirstRetryInterval;
        var timeout = tooLate ? Timeout.InfiniteTimeSpan : policy.RetryTimeout ?? Timeout.InfiniteTimeSpan;
        return policy.HandleFailure is not { } handle
            ? new Durable.RetryPolicy(attempts, first, policy.BackoffCoefficient, longest, timeout)
            : new Durable.RetryPolicy(attempts, first, policy.BackoffCoefficient, longest, timeout)
            {
                HandleFailure = details => handle(Failures.From(details)),
            };
    }
}
