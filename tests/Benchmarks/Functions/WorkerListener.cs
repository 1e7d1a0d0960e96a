using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Trivium.Benchmarks;

/// <summary>
/// The Functions host's end of the conversation, as far as the loading of functions: it takes a worker's call, has it
/// initialise itself, asks for its functions and has it load each of them.
/// </summary>
internal sealed class WorkerListener : IAsyncDisposable
{
    private const string EventStream = "/AzureFunctionsRpcMessages.FunctionRpc/EventStream";

    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stop = new();
    private Conversation? _expected;

    private WorkerListener(WebApplication server) => _server = server;

    /// <summary>Where workers are to call.</summary>
    public string Address => _server.Urls.Single();

    public static async Task<WorkerListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        var listener = new WorkerListener(server);
        server.MapPost(EventStream, listener.TalkAsync);
        await server.StartAsync();
        return listener;
    }

    /// <summary>The next worker that calls is this one.</summary>
    /// <param name="directory">The directory of its function app.</param>
    /// <returns>Ends when all its functions are loaded; how many there are.</returns>
    public Task<int> ExpectAsync(string directory)
    {
        var conversation = new Conversation(directory);
        Volatile.Write(ref _expected, conversation);
        return conversation.Loaded;
    }

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
        try
        {
            await http.Response.StartAsync(stop.Token);
            await http.Response.Body.FlushAsync(stop.Token);
            await foreach (var message in GrpcFrames.ReadAsync(http.Request.BodyReader, stop.Token))
                await conversation.AnswerAsync(message, http.Response.BodyWriter, stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The worker was stopped, which is how a measurement ends.
        }
        catch (Exception exception)
        {
            conversation.Fail(exception);
        }
    }

    private sealed class Conversation(string directory)
    {
        private readonly TaskCompletionSource<int> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;
        private int _left;

        public Task<int> Loaded => _loaded.Task;

        public void Fail(Exception exception) => _loaded.TrySetException(exception);

        public async Task AnswerAsync(ByteString message, PipeWriter worker, CancellationToken cancellationToken)
        {
            foreach (var content in HostMessages.Fields(message))
            {
                switch (content.Number)
                {
                    case HostMessages.StartStream:
                        await GrpcFrames.WriteAsync(worker, HostMessages.Init(directory), cancellationToken);
                        break;
                    case HostMessages.InitResponse:
                        EnsureSuccess(content.Bytes, statusField: 3, "start");
                        await GrpcFrames.WriteAsync(worker, HostMessages.Metadata(directory), cancellationToken);
                        break;
                    case HostMessages.MetadataResponse:
                        EnsureSuccess(content.Bytes, statusField: 2, "name its functions");
                        var functions = HostMessages.Functions(content.Bytes).ToList();
                        _count = _left = functions.Count;
                        foreach (var function in functions)
                            await GrpcFrames.WriteAsync(worker, HostMessages.Load(function), cancellationToken);
                        break;
                    case HostMessages.LoadResponse:
                        EnsureSuccess(content.Bytes, statusField: 2, "load a function");
                        if (--_left == 0)
                            _loaded.TrySetResult(_count);
                        break;
                    default:
                        // The message's id, and log entries.
                        break;
                }
            }
        }

        private static void EnsureSuccess(ByteString response, int statusField, string what)
        {
            if (HostMessages.Failure(response, statusField) is { } reason)
                throw new InvalidOperationException($"The worker could not {what}: {reason}");
        }
    }
}
