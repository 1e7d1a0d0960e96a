using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The routes that delete instances which have ended.</summary>
internal static class InstancePurges
{
    /// <summary>
    /// Deletes one; 409 while it runs (the Functions host's storage decides what becomes of such a one).
    /// </summary>
    public static async Task<IResult> PurgeAsync(
        string instanceId, OrchestrationEngine engine, CancellationToken cancellationToken)
    {
        if (await engine.Client.PurgeInstanceAsync(instanceId, cancellationToken))
            return ManagementAnswers.Json(new PurgedInstances(1));

        OrchestrationMetadata? instance = await engine.Client.GetInstanceAsync(
            instanceId, cancellationToken: cancellationToken);
        return instance is null or { IsCompleted: true }
            ? ManagementAnswers.NoInstance(instanceId)
            : Problem.Of(
                ProblemCodes.Conflict,
                $"The orchestration instance '{instanceId}' is {instance.RuntimeStatus}; only one that has ended can "
                + "be purged. Terminate it first.");
    }

    /// <summary>Deletes those that match and have ended; 404 when there are none.</summary>
    public static async Task<IResult> PurgeManyAsync(
        HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken)
    {
        var parameters = new QueryParameters(context.Request.Query);
        OrchestrationQuery query = InstanceQueries.QueryOf(parameters);

        // The Functions host wants it too: a request without filters would delete everything.
        if (query.CreatedFrom is null && parameters.Text("createdTimeFrom") is null)
            parameters.Add("createdTimeFrom", "createdTimeFrom is missing; say from when on to purge.");
        if (parameters.Fault is { } fault) return fault;

        int deleted = query.Statuses is { Count: 0 } ? 0 : await PurgeAllAsync(engine, query, cancellationToken);
        return deleted > 0
            ? ManagementAnswers.Json(new PurgedInstances(deleted))
            : Problem.Of(ProblemCodes.NotFound, "No instance that has ended matches.");
    }

    private static async Task<int> PurgeAllAsync(
        OrchestrationEngine engine, OrchestrationQuery query, CancellationToken cancellationToken)
    {
        int deleted = 0;
        OrchestrationPage page;
        do
        {
            page = await engine.Client.GetInstancesAsync(query, cancellationToken);

            // At once, so that they share commits. Those that run are left alone.
            bool[] purged = await Task.WhenAll(page.Values
                .Where(instance => instance.IsCompleted)
                .Select(instance => engine.Client.PurgeInstanceAsync(instance.InstanceId, cancellationToken)));
            deleted += purged.Count(done => done);
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (page.ContinuationToken is not null);

        return deleted;
    }
}

/// <summary>What a purge came to.</summary>
/// <param name="InstancesDeleted">How many instances were deleted.</param>
internal sealed record PurgedInstances(int InstancesDeleted);
