using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.Express.Functions;

/// <summary>
/// Answers a request with the whole app, not with the route that the function was made of: the app's own routing is
/// the one that counts, so that every host answers alike. Which function the Functions host chose decides no more
/// than which key it asked for; a route that wants a stricter one than was asked for is not run.
/// </summary>
internal sealed class HttpInvocation(ExpressApp app, IServiceProvider services, ILogger<HttpInvocation> log)
{
    private readonly IHttpContextAccessor? _accessor = services.GetService<IHttpContextAccessor>();

    public async Task RunAsync(FunctionContext context)
    {
        var http = context.GetHttpContext() ?? throw new InvalidOperationException(
            $"Function '{context.FunctionDefinition.Name}' was invoked without an HTTP context. "
            + "Does the Functions host not forward HTTP?");
        Prepare(http);

        // The host cancels an invocation that runs out of time, or when it stops; the server when the caller is gone.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, context.CancellationToken);
        http.RequestAborted = stop.Token;
        try
        {
            await app.RequestDelegate(http);
        }
        catch (Exception exception)
        {
            // What gets out of a function is answered with 200 and no body.
            await FailAsync(http, exception);
        }
    }

    /// <summary>Undoes the worker's own routing, which has matched the function: the app would not match again.</summary>
    private void Prepare(HttpContext http)
    {
        http.SetEndpoint(null);
        if (http.Request.RouteValues.Count > 0)
            http.Request.RouteValues = [];
        if (_accessor is not null)
            _accessor.HttpContext = http;
    }

    private Task FailAsync(HttpContext http, Exception exception)
    {
        FunctionsLog.RequestFailed(log, exception, http.Request.Method, http.Request.Path);
        if (!http.Response.HasStarted)
            return Problem.Of(ProblemCodes.Internal, "Internal error").ExecuteAsync(http);
        http.Abort();
        return Task.CompletedTask;
    }
}
