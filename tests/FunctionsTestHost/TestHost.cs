using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// A Functions host for tests: the worker is a process of its own, as built; host and worker speak the host's protocol,
/// and nothing of the worker is replaced. Orchestrations run on a task hub in memory, which outlives the worker.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>2 minutes: a worker that has not loaded its functions by then never will.</summary>
    private static readonly TimeSpan _loadTimeMax = TimeSpan.FromMinutes(2);

    private readonly IReadOnlyList<string> _program;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ConnectedWorker _worker;
    private readonly TaskHub _hub;
    private readonly StorageInterceptor _storage = new();
    private WorkerListener _listener = null!;
    private HttpFrontend _http = null!;
    private WorkerProcess? _process;
    private WorkerConversation? _conversation;

    private TestHost(IReadOnlyList<string> program, IReadOnlyDictionary<string, string> settings)
    {
        _program = program;
        _settings = settings;
        _worker = new ConnectedWorker { DurableClient = DurableClient };
        _hub = new TaskHub(_worker);
    }

    /// <summary>Where the host takes HTTP requests.</summary>
    public Uri Address => _http.Address;

    /// <summary>False: the host's storage account cannot be reached, so that no call of the durable client succeeds.</summary>
    public bool IsStorageReachable
    {
        get => _storage.IsReachable;
        set => _storage.IsReachable = value;
    }

    /// <summary>The functions the worker named, as it named them last.</summary>
    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <summary>Starts the host and a worker.</summary>
    /// <param name="program">The worker's assembly, and its arguments if it needs some of its own.</param>
    /// <param name="settings">The function app's settings.</param>
    public static async Task<TestHost> StartAsync(
        IReadOnlyList<string> program, IReadOnlyDictionary<string, string> settings)
    {
        var host = new TestHost(program, settings);
        try
        {
            host._listener = await WorkerListener.StartAsync(
                services =>
                {
                    services.AddGrpc(grpc =>
                    {
                        grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null;
                        grpc.Interceptors.Add<StorageInterceptor>();
                    });
                    services.AddSingleton(host._storage);
                    services.AddSingleton(host._hub);
                },
                routes => routes.MapGrpcService<DurableClientService>());
            host._http = await HttpFrontend.StartAsync(host._worker);
            await host.StartWorkerAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the worker; orchestrations and requests wait for the next one.</summary>
    public async Task KillWorkerAsync()
    {
        _worker.Take();
        await _process!.KillAsync();
        _conversation!.End();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts a worker, after the first one was killed.</summary>
    public async Task StartWorkerAsync()
    {
        var directory = Path.GetDirectoryName(_program[0])!;
        _conversation = _listener.Expect(directory);
        _process = WorkerProcess.Start(_program, _listener.Address, _settings);
        var first = await Task.WhenAny(_conversation.Loaded, _process.Exit).WaitAsync(_loadTimeMax);
        if (first != _conversation.Loaded)
        {
            throw new InvalidOperationException(
                $"The worker ended before its functions were loaded. It printed:\n{_process.Output}");
        }

        Functions = await _conversation.Loaded;
        var byName = Functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        _worker.Set(new ReadyWorker(_process, _conversation, byName, new HttpRoutes(Functions)));
    }

    /// <summary>Fires a timer, as its schedule would; ends with the function.</summary>
    public Task FireTimerAsync(string name) => _worker.RunAsync(
        name,
        function => new Invocation(
            function,
            _worker.InputsOf(function, (function.TriggerName, TypedValue.OfJson("""{"IsPastDue":false}""")))),
        CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_http is not null)
                await _http.DisposeAsync();
            await _hub.DisposeAsync();
        }
        finally
        {
            // Whatever the hub has to say, no process stays behind.
            _process?.Dispose();
            if (_listener is not null)
                await _listener.DisposeAsync();
        }
    }

    /// <summary>The durable client's binding: where its gRPC endpoint is, and the management API's address.</summary>
    private string DurableClient() => JsonSerializer.Serialize(new
    {
        rpcBaseUrl = _listener.Address,
        taskHubName = "TestHub",
        connectionName = "Storage",
        requiredQueryStringParameters = "code=system-key",
        httpBaseUrl = new Uri(Address, "runtime/webhooks/durabletask").ToString(),
        maxGrpcMessageSizeInBytes = int.MaxValue,
        grpcHttpClientTimeout = "\"00:01:40\"",
    });
}
