namespace Trivium.FunctionsTestHost;

/// <summary>A worker whose functions are loaded.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Conversation">What is said to it.</param>
/// <param name="Functions">What it can run, by name.</param>
/// <param name="Routes">Which of it answers a request.</param>
internal sealed record ReadyWorker(
    WorkerProcess Process,
    WorkerConversation Conversation,
    IReadOnlyDictionary<string, WorkerFunction> Functions,
    HttpRoutes Routes);

/// <summary>The worker of the moment: there is none between its end and the start of the next one.</summary>
internal sealed class ConnectedWorker
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<ReadyWorker> _ready = NewSource();

    /// <summary>The durable client's binding, as the host's durable extension writes it.</summary>
    public required Func<string> DurableClient { get; init; }

    /// <summary>The worker, once there is one.</summary>
    public Task<ReadyWorker> GetAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return _ready.Task.WaitAsync(cancellationToken);
    }

    public void Set(ReadyWorker worker)
    {
        lock (_gate)
            _ready.SetResult(worker);
    }

    /// <summary>Whoever asks from now on waits for the next one.</summary>
    public ReadyWorker Take()
    {
        lock (_gate)
        {
            var worker = _ready.Task.Result;
            _ready = NewSource();
            return worker;
        }
    }

    /// <summary>Runs a function; begins anew with the next worker when this one is lost.</summary>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    public async Task<TypedValue?> RunAsync(
        string name, Func<WorkerFunction, Invocation> invocation, CancellationToken cancellationToken)
    {
        while (true)
        {
            var worker = await GetAsync(cancellationToken);
            try
            {
                return await worker.Conversation.InvokeAsync(
                    invocation(worker.Functions[name]), Guid.NewGuid().ToString(), cancellationToken);
            }
            catch (WorkerLostException)
            {
                lock (_gate)
                {
                    // Whether it was killed or ended of itself: it answers nobody any longer.
                    if (_ready.Task is { IsCompletedSuccessfully: true } ready && ready.Result == worker)
                        _ready = NewSource();
                }
            }
        }
    }

    /// <summary>The inputs of a function: its trigger's, and the durable client where it wants one.</summary>
    public Dictionary<string, TypedValue> InputsOf(WorkerFunction function, (string Name, TypedValue Value) trigger)
    {
        var inputs = new Dictionary<string, TypedValue> { [trigger.Name] = trigger.Value };
        if (function.DurableClientName is { } client)
            inputs.Add(client, TypedValue.OfText(DurableClient()));
        return inputs;
    }

    private static TaskCompletionSource<ReadyWorker> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
