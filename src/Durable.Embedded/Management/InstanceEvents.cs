using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The route that raises events.</summary>
internal static class InstanceEvents
{
    /// <summary>202; 400 for a body that is not JSON, 404 without such an instance, 410 when it has ended.</summary>
    public static async Task<IResult> RaiseAsync(
        string instanceId,
        string eventName,
        HttpContext context,
        OrchestrationEngine engine,
        CancellationToken cancellationToken)
    {
        OrchestrationMetadata? instance = await engine.Client.GetInstanceAsync(
            instanceId, cancellationToken: cancellationToken);
        if (instance is null) return ManagementAnswers.NoInstance(instanceId);
        if (instance.IsCompleted) return ManagementAnswers.Gone(instance);
        if (!context.Request.HasJsonContentType())
        {
            return ManagementAnswers.Invalid(
                "Content-Type",
                $"The content type is '{context.Request.ContentType}'; an event's payload must be application/json.");
        }

        JsonBody body = await JsonBody.ReadAsync(context.Request, required: true, cancellationToken);
        if (body.Refusal is { } refusal) return refusal;

        try
        {
            await engine.Client.RaiseEventAsync(instanceId, eventName, body.Value, cancellationToken);
        }
        catch (PayloadException exception)
        {
            return Problem.Of(ProblemCodes.TooLarge, exception.Message);
        }
        catch (ArgumentException exception)
        {
            return await engine.Client.GetInstanceAsync(instanceId, cancellationToken: cancellationToken) is null
                ? ManagementAnswers.NoInstance(instanceId)
                : ManagementAnswers.Invalid("eventName", exception.Message);
        }

        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
