using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>
/// Knows where a host serves the Durable Functions management API. Registered by hosts that serve it. The addresses
/// let whoever has them steer an instance (on Azure they carry the host's system key): they are for the operator only.
/// </summary>
public interface IOrchestrationManagement
{
    /// <summary>The addresses of an instance; there need be none of that id.</summary>
    /// <param name="context">The request that is answered with them: its scheme and host are theirs.</param>
    /// <param name="instanceId">The instance.</param>
    ValueTask<OrchestrationManagementUris> UrisOfAsync(HttpContext context, string instanceId);
}

/// <summary>Where an orchestration instance is watched and steered: the payload of Durable Functions.</summary>
/// <param name="Id">The instance.</param>
/// <param name="StatusQueryGetUri">GET: its status.</param>
/// <param name="SendEventPostUri">POST: raises an event; has <c>{eventName}</c> to be replaced.</param>
/// <param name="TerminatePostUri">POST: ends it; has <c>{text}</c>, the reason, to be replaced.</param>
/// <param name="PurgeHistoryDeleteUri">DELETE: removes it once it has ended.</param>
/// <param name="SuspendPostUri">POST: holds it; has <c>{text}</c>.</param>
/// <param name="ResumePostUri">POST: lets it go on; has <c>{text}</c>.</param>
public sealed record OrchestrationManagementUris(
    string Id,
    string StatusQueryGetUri,
    string SendEventPostUri,
    string TerminatePostUri,
    string PurgeHistoryDeleteUri,
    string SuspendPostUri,
    string ResumePostUri);
