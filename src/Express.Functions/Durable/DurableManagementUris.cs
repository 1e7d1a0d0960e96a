using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trivium.Express.Functions;

/// <summary>The addresses of the Functions host's durable management API, from the durable client of the invocation.</summary>
internal sealed class DurableManagementUris(DurableClientBinding binding) : IOrchestrationManagement
{
    public async ValueTask<OrchestrationManagementUris> UrisOfAsync(HttpContext context, string instanceId)
    {
        var client = await binding.GetAsync();
        var payload = client.CreateHttpManagementPayload(instanceId);
        return new OrchestrationManagementUris(
            instanceId,
            Given(payload.StatusQueryGetUri),
            Given(payload.SendEventPostUri),
            Given(payload.TerminatePostUri),
            Given(payload.PurgeHistoryDeleteUri),
            Given(payload.SuspendPostUri),
            Given(payload.ResumePostUri));
    }

    private static string Given(string? uri) => uri ?? "";
}
