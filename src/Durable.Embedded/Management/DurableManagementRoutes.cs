using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The HTTP API by which Durable Functions lets an operator watch and steer instances, over the embedded engine: paths,
/// parameters, statuses and fields as in Microsoft's "HTTP API reference" for Durable Functions. Parameters of other
/// hosts (<c>taskHub</c>, <c>connection</c>, <c>code</c>) are not looked at.
/// </summary>
internal static class DurableManagementRoutes
{
    /// <summary>Where the Functions host serves it.</summary>
    public const string Prefix = "/runtime/webhooks/durabletask";

    /// <summary>Maps the routes. The services must have an <see cref="OrchestrationEngine"/>.</summary>
    public static void Map(ExpressApp app, bool thisMachineOnly) => app.Group(Prefix, durable =>
    {
        durable.AuthLevel(Express.AuthLevel.Admin);
        if (thisMachineOnly) durable.Use(OperatorOnly.InvokeAsync);
        durable.Get("/instances", InstanceQueries.ListAsync).WithSummary("Lists orchestration instances.");
        durable.Delete("/instances", InstancePurges.PurgeManyAsync).WithSummary("Purges instances that have ended.");
        durable.Get("/instances/{instanceId}", InstanceQueries.GetAsync).WithSummary("An instance's status.");
        durable.Delete("/instances/{instanceId}", InstancePurges.PurgeAsync).WithSummary("Purges an instance.");
        durable.Post("/instances/{instanceId}/raiseEvent/{eventName}", InstanceEvents.RaiseAsync)
            .WithSummary("Raises an event at an instance.");
        durable.Post("/instances/{instanceId}/terminate", InstanceSteering.TerminateAsync)
            .WithSummary("Ends an instance.");
        durable.Post("/instances/{instanceId}/suspend", InstanceSteering.SuspendAsync)
            .WithSummary("Holds an instance.");
        durable.Post("/instances/{instanceId}/resume", InstanceSteering.ResumeAsync)
            .WithSummary("Lets a held instance go on.");
        durable.Post("/instances/{instanceId}/rewind", InstanceSteering.Rewind)
            .WithSummary("Not there: the embedded engine cannot rewind.");
        durable.Post("/instances/{instanceId}/restart", InstanceStarts.RestartAsync)
            .WithSummary("Starts an instance anew with the same input.");
        durable.Post("/orchestrators/{name}/{instanceId?}", InstanceStarts.StartAsync)
            .WithSummary("Starts an instance.");
    });
}
