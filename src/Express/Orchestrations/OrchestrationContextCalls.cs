namespace Trivium.Express;

/// <summary>Calls by typed name, and the short forms of <see cref="IOrchestrationContext"/>'s members.</summary>
public static class OrchestrationContextCalls
{
    /// <summary>Calls an activity and waits for its result.</summary>
    /// <exception cref="TaskFailedException">The activity failed and its retries are used up.</exception>
    public static Task<TOutput> Call<TInput, TOutput>(
        this IOrchestrationContext context,
        Activity<TInput, TOutput> activity,
        TInput input,
        TaskOptions? options = null) =>
        context.CallActivityAsync<TOutput>(activity.Name, input, options);

    /// <summary>Runs another orchestration as a child and waits for its result.</summary>
    /// <exception cref="TaskFailedException">The child failed or was terminated.</exception>
    public static Task<TOutput> Call<TInput, TOutput>(
        this IOrchestrationContext context,
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        TaskOptions? options = null) =>
        context.CallSubOrchestratorAsync<TOutput>(orchestration.Name, input, options);

    /// <summary>A durable timer that fires after <paramref name="delay"/>.</summary>
    public static Task CreateTimer(
        this IOrchestrationContext context, TimeSpan delay, CancellationToken cancellationToken = default) =>
        context.CreateTimer(context.CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for an event, at most for <paramref name="timeout"/>.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time.</exception>
    public static async Task<T> WaitForExternalEvent<T>(
        this IOrchestrationContext context, string eventName, TimeSpan timeout)
    {
        using var timerStop = new CancellationTokenSource();
        using var eventStop = new CancellationTokenSource();
        Task<T> raised = context.WaitForExternalEvent<T>(eventName, eventStop.Token);
        Task timer = context.CreateTimer(timeout, timerStop.Token);
        if (await Task.WhenAny(raised, timer) == timer)
        {
            eventStop.Cancel();
            throw new TaskCanceledException($"The event '{eventName}' was not raised within {timeout}.");
        }

        timerStop.Cancel();
        return await raised;
    }
}
