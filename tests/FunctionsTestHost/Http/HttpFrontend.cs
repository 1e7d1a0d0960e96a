using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// The Functions host's HTTP endpoint: it chooses the function, has the worker run it, and passes the request itself
/// on to the worker's own endpoint with the invocation's id in a header. The same proxy as the host's.
/// </summary>
internal sealed class HttpFrontend : IAsyncDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    private readonly WebApplication _server;
    private readonly HttpMessageInvoker _client;
    private readonly ConnectedWorker _worker;

    private HttpFrontend(WebApplication server, ConnectedWorker worker)
    {
        _server = server;
        _worker = worker;
        _client = new HttpMessageInvoker(new ConnectingHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        }));
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<HttpFrontend> StartAsync(ConnectedWorker worker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // What the worker answers shows: no header and no limit of the host's.
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var server = builder.Build();
        var frontend = new HttpFrontend(server, worker);
        server.Run(frontend.AnswerAsync);
        await server.StartAsync();
        frontend.Address = new Uri(server.Urls.Single());
        return frontend;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var worker = await _worker.GetAsync(http.RequestAborted);
        if (worker.Routes.Match(http.Request.Method, http.Request.Path) is not { } function)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var invocationId = Guid.NewGuid().ToString();
        var invocation = new Invocation(
            function, _worker.InputsOf(function, (function.TriggerName, TypedValue.Http)));
        var run = worker.Conversation.InvokeAsync(invocation, invocationId, http.RequestAborted);
        var forwarded = await http.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(
            http,
            worker.Conversation.Http!.ToString(),
            _client,
            ForwarderRequestConfig.Empty,
            (_, request) =>
            {
                request.Headers.TryAddWithoutValidation(InvocationIdHeader, invocationId);
                return default;
            });
        try
        {
            await run;
        }
        catch (Exception exception) when (exception is FunctionFailedException or WorkerLostException)
        {
            // What the worker has written is the answer; where it wrote nothing, why is said, for the test to show.
            if (!http.Response.HasStarted)
                await http.Response.WriteAsync($"{forwarded}: {exception.Message}", http.RequestAborted);
            else if (exception is WorkerLostException)
                http.Abort();
        }
    }
}
