using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The routes that end, hold and let go on: 202; 404 without such an instance, 410 when it has ended.
/// </summary>
internal static class InstanceSteering
{
    /// <summary>Its output becomes the reason.</summary>
    public static Task<IResult> TerminateAsync(
        string instanceId, HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken) =>
        SteerAsync(instanceId, context, engine, cancellationToken, (client, reason) =>
            client.TerminateInstanceAsync(instanceId, reason, recursive: false, cancellationToken));

    public static Task<IResult> SuspendAsync(
        string instanceId, HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken) =>
        SteerAsync(instanceId, context, engine, cancellationToken, (client, reason) =>
            client.SuspendInstanceAsync(instanceId, reason, cancellationToken));

    public static Task<IResult> ResumeAsync(
        string instanceId, HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken) =>
        SteerAsync(instanceId, context, engine, cancellationToken, (client, reason) =>
            client.ResumeInstanceAsync(instanceId, reason, cancellationToken));

    /// <summary>501: the engine keeps no failed history to go on from.</summary>
    public static IResult Rewind(string instanceId) => new Problem(
        ProblemCodes.Unsupported,
        StatusCodes.Status501NotImplemented,
        "Not Implemented",
        $"The embedded engine cannot rewind '{instanceId}'. Restart it instead: POST …/restart.");

    private static async Task<IResult> SteerAsync(
        string instanceId,
        HttpContext context,
        OrchestrationEngine engine,
        CancellationToken cancellationToken,
        Func<IOrchestrationClient, string?, Task> steer)
    {
        OrchestrationMetadata? instance = await engine.Client.GetInstanceAsync(
            instanceId, cancellationToken: cancellationToken);
        if (instance is null) return ManagementAnswers.NoInstance(instanceId);
        if (instance.IsCompleted) return ManagementAnswers.Gone(instance);

        await steer(engine.Client, new QueryParameters(context.Request.Query).Text("reason"));
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
