using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The addresses of <see cref="DurableManagementRoutes"/> on the host that answers the request.</summary>
internal sealed class LocalManagementUris : IOrchestrationManagement
{
    public ValueTask<OrchestrationManagementUris> UrisOfAsync(HttpContext context, string instanceId) =>
        new(Of(context, instanceId));

    public static OrchestrationManagementUris Of(HttpContext context, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(context);
        string instance = $"{Origin(context.Request)}{DurableManagementRoutes.Prefix}/instances/"
            + Uri.EscapeDataString(instanceId);
        return new(
            instanceId,
            instance,
            $"{instance}/raiseEvent/{{eventName}}",
            $"{instance}/terminate?reason={{text}}",
            instance,
            $"{instance}/suspend?reason={{text}}",
            $"{instance}/resume?reason={{text}}");
    }

    // A request of HTTP/1.0 may name no host: then the path alone, which is a reference too.
    private static string Origin(HttpRequest request) => request.Host.HasValue
        ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}"
        : request.PathBase.ToUriComponent();
}
