using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.FunctionsTestHost;

/// <summary>The Functions host's gRPC endpoint: workers call it, and each call is a conversation.</summary>
public sealed class WorkerListener : IAsyncDisposable
{
    private const string EventStream = "/AzureFunctionsRpcMessages.FunctionRpc/EventStream";

    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stop = new();
    private WorkerConversation? _expected;

    private WorkerListener(WebApplication server) => _server = server;

    /// <summary>Where workers are to call, and their durable clients too.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts to listen on any free port of the loopback interface.</summary>
    /// <param name="services">What <paramref name="routes"/> need.</param>
    /// <param name="routes">Further gRPC services.</param>
    public static async Task<WorkerListener> StartAsync(
        Action<IServiceCollection>? services = null, Action<IEndpointRouteBuilder>? routes = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        services?.Invoke(builder.Services);
        var server = builder.Build();
        var listener = new WorkerListener(server);
        server.MapPost(EventStream, listener.TalkAsync);
        routes?.Invoke(server);
        await server.StartAsync();
        listener.Address = server.Urls.Single();
        return listener;
    }

    /// <summary>The next worker that calls is this one.</summary>
    /// <param name="directory">The directory of its function app.</param>
    public WorkerConversation Expect(string directory)
    {
        var conversation = new WorkerConversation(directory);
        Volatile.Write(ref _expected, conversation);
        return conversation;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private async Task TalkAsync(HttpContext http)
    {
        var conversation = Interlocked.Exchange(ref _expected, null)
            ?? throw new InvalidOperationException("A worker called that was not expected.");
        http.Response.ContentType = "application/grpc";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, http.RequestAborted);
        await http.Response.StartAsync(stop.Token);
        await http.Response.Body.FlushAsync(stop.Token);
        await conversation.RunAsync(http.Request.BodyReader, http.Response.BodyWriter, stop.Token);
    }
}
