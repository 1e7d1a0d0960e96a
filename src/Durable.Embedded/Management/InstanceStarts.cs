using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The routes that start instances: 202 with where to watch and steer them.</summary>
internal static class InstanceStarts
{
    /// <summary>The body, if any, is the input as JSON. 409 when the id is of an instance that runs.</summary>
    public static async Task<IResult> StartAsync(
        string name,
        string? instanceId,
        HttpContext context,
        OrchestrationEngine engine,
        CancellationToken cancellationToken)
    {
        JsonBody body = await JsonBody.ReadAsync(context.Request, required: false, cancellationToken);
        if (body.Refusal is { } refusal) return refusal;

        return await ScheduleAsync(context, () => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            name, body.Value, new StartOrchestrationOptions(instanceId), cancellationToken));
    }

    /// <summary>
    /// The same orchestration with the same input; under a new id unless <c>restartWithNewInstanceId=false</c>.
    /// </summary>
    public static async Task<IResult> RestartAsync(
        string instanceId, HttpContext context, OrchestrationEngine engine, CancellationToken cancellationToken)
    {
        var parameters = new QueryParameters(context.Request.Query);
        bool newId = parameters.Flag("restartWithNewInstanceId", true);
        if (parameters.Fault is { } fault) return fault;

        string? first = await engine.Parts().Store.ReadAsync(reader => reader.FirstEvent(instanceId))
            .WaitAsync(cancellationToken);
        if (first is null || HistoryJson.Read(first) is not ExecutionStarted started)
            return ManagementAnswers.NoInstance(instanceId);

        string? version = started.Version.Length > 0 ? started.Version : null;
        var options = new StartOrchestrationOptions(newId ? null : instanceId, Version: version);
        return await ScheduleAsync(context, () => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            started.Name, InstancePayload.Node(started.Input), options, cancellationToken));
    }

    private static async Task<IResult> ScheduleAsync(HttpContext context, Func<Task<string>> schedule)
    {
        try
        {
            return ManagementAnswers.Started(context, await schedule());
        }
        catch (OrchestrationAlreadyExistsException exception)
        {
            return Problem.Of(ProblemCodes.Conflict, $"{exception.Message} Terminate it first, or give another id.");
        }
        catch (PayloadException exception)
        {
            return Problem.Of(ProblemCodes.TooLarge, exception.Message);
        }
        catch (ArgumentException exception)
        {
            return Problem.Of(ProblemCodes.Invalid, exception.Message);
        }
    }
}
