using System.Net;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The management API reads every payload and ends any instance. Where nobody asks for a key, the operator is whoever
/// sits at the machine: requests from elsewhere are refused, also when a host is made to listen there.
/// </summary>
internal static class OperatorOnly
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // No address: a request from within the process.
        IPAddress? caller = context.Connection.RemoteIpAddress;
        return caller is null || IPAddress.IsLoopback(caller)
            ? next(context)
            : Problem.Of(
                ProblemCodes.Forbidden,
                $"The durable management API answers this machine only, not {caller}. Ask from there.")
                .ExecuteAsync(context);
    }
}
