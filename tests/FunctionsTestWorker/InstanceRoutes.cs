using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.FunctionsTestWorker;

/// <summary>The client of orchestrations as routes, one for each of its calls.</summary>
internal static class InstanceRoutes
{
    public static void Configure(ExpressApp app)
    {
        app.Post("/instances/{id}/start/{name}", StartAsync);
        app.Get("/instances", async (string? status, string? prefix, IOrchestrationClient client) =>
            (await client.GetInstancesAsync(new OrchestrationQuery
            {
                Statuses = status is null ? null : [Enum.Parse<OrchestrationRuntimeStatus>(status)],
                InstanceIdPrefix = prefix,
            })).Values.Select(instance => instance.InstanceId));
        app.Get("/instances/{id}", async (string id, IOrchestrationClient client) =>
            Shown(await client.GetInstanceAsync(id, getInputsAndOutputs: true)));
        app.Get("/instances/{id}/end", async (string id, IOrchestrationClient client) =>
            Shown(await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)));
        app.Get("/instances/{id}/begin", async (string id, IOrchestrationClient client) =>
            Shown(await client.WaitForInstanceStartAsync(id)));
        app.Post("/instances/{id}/events/{name}", (string id, string name, JsonElement value, IOrchestrationClient client) =>
            client.RaiseEventAsync(id, name, value));
        app.Post("/instances/{id}/terminate", (string id, IOrchestrationClient client) =>
            client.TerminateInstanceAsync(id, "told to", recursive: true));
        app.Post("/instances/{id}/suspend", (string id, IOrchestrationClient client) => client.SuspendInstanceAsync(id));
        app.Post("/instances/{id}/resume", (string id, IOrchestrationClient client) => client.ResumeInstanceAsync(id));
        app.Delete("/instances/{id}", async (string id, IOrchestrationClient client) =>
            Results.Json(await client.PurgeInstanceAsync(id)));
        app.Get("/instances/{id}/uris", async (string id, HttpContext http, IOrchestrationManagement management) =>
            await management.UrisOfAsync(http, id));
    }

    private static async Task<IResult> StartAsync(
        string id, string name, JsonElement input, IOrchestrationClient client)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new StartOrchestrationOptions(id) { Version = "2.1" });
            return Results.Accepted();
        }
        catch (OrchestrationAlreadyExistsException exception)
        {
            return Results.Conflict(exception.Message);
        }
    }

    private static IResult Shown(OrchestrationMetadata? instance) => instance is null
        ? Results.NotFound()
        : Results.Json(new
        {
            status = instance.RuntimeStatus.ToString(),
            output = instance.SerializedOutput,
            customStatus = instance.SerializedCustomStatus,
            error = instance.FailureDetails?.ErrorType,
            message = instance.FailureDetails?.ErrorMessage,
            cause = instance.FailureDetails?.InnerFailure?.ErrorMessage,
        });
}
