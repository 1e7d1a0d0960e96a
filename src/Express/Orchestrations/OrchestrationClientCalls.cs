namespace Trivium.Express;

/// <summary>Calls by typed name on <see cref="IOrchestrationClient"/>.</summary>
public static class OrchestrationClientCalls
{
    /// <summary>Starts an instance and returns its id once the start is stored durably.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">
    /// The id is taken (<see cref="StartOrchestrationOptions.DedupeStatuses"/>).
    /// </exception>
    public static Task<string> Start<TInput, TOutput>(
        this IOrchestrationClient client,
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        client.ScheduleNewOrchestrationInstanceAsync(orchestration.Name, input, options, cancellationToken);
}
