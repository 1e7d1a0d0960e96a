using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;
using Google.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// What host and worker say to each other: the worker is told to initialise itself, to name its functions and to load
/// each of them, and then to run them.
/// </summary>
public sealed class WorkerConversation
{
    private const int InvocationResponse = 5;
    private const int LoadResponse = 9;
    private const int InitResponse = 16;
    private const int StartStream = 20;
    private const int MetadataResponse = 30;
    private const string HttpAddress = "HttpUri";

    private readonly string _directory;
    private readonly TaskCompletionSource<IReadOnlyList<WorkerFunction>> _loaded =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>();
    private readonly ConcurrentDictionary<string, Pending> _pending = new();
    private IReadOnlyList<WorkerFunction> _functions = [];
    private int _toLoad;
    private bool _ended;

    internal WorkerConversation(string directory) => _directory = directory;

    /// <summary>Ends when all functions are loaded.</summary>
    public Task<IReadOnlyList<WorkerFunction>> Loaded => _loaded.Task;

    /// <summary>Where the worker takes HTTP requests; null: it takes none.</summary>
    public Uri? Http { get; private set; }

    /// <summary>Runs a function.</summary>
    /// <param name="invocation">Which, and with what.</param>
    /// <param name="invocationId">What the worker knows this run by.</param>
    /// <param name="cancellationToken">Tells the worker that nobody waits any longer; its answer is still awaited.</param>
    /// <returns>What the function returned, where it returned something.</returns>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    /// <exception cref="WorkerLostException">The worker ended first.</exception>
    public async Task<TypedValue?> InvokeAsync(
        Invocation invocation, string invocationId, CancellationToken cancellationToken = default)
    {
        var pending = new Pending(invocation.Function.Name);
        _pending[invocationId] = pending;
        if (Volatile.Read(ref _ended) || !_outgoing.Writer.TryWrite(HostMessages.Invoke(invocationId, invocation)))
            pending.Lose();
        await using var cancelled = cancellationToken.Register(
            () => _outgoing.Writer.TryWrite(HostMessages.Cancel(invocationId)));
        try
        {
            return await pending.Answer;
        }
        finally
        {
            _pending.TryRemove(invocationId, out _);
        }
    }

    /// <summary>Nothing more will come.</summary>
    internal void End()
    {
        Volatile.Write(ref _ended, true);
        _outgoing.Writer.TryComplete();
        _loaded.TrySetException(new WorkerLostException("it ended before its functions were loaded"));
        foreach (var pending in _pending.Values)
            pending.Lose();
    }

    internal async Task RunAsync(PipeReader incoming, PipeWriter outgoing, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(outgoing, cancellationToken);
        try
        {
            await foreach (var message in GrpcFrames.ReadAsync(incoming, cancellationToken))
                Take(message);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The worker was stopped, which is how a conversation ends.
        }
        catch (Exception exception)
        {
            _loaded.TrySetException(exception);
        }
        finally
        {
            End();
            await writing;
        }
    }

    private async Task WriteAsync(PipeWriter outgoing, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await GrpcFrames.WriteAsync(outgoing, message, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            End();
        }
    }

    private void Take(ByteString message)
    {
        foreach (var content in WireMessage.Read(message))
        {
            switch (content.Number)
            {
                case StartStream:
                    _outgoing.Writer.TryWrite(HostMessages.Init(_directory));
                    break;
                case InitResponse:
                    Initialised(WireMessage.Read(content.Bytes));
                    break;
                case MetadataResponse:
                    Named(WireMessage.Read(content.Bytes));
                    break;
                case LoadResponse:
                    WorkerStatus.Of(WireMessage.Read(content.Bytes), 2).EnsureSucceeded("load a function");
                    if (--_toLoad == 0)
                        _loaded.TrySetResult(_functions);
                    break;
                case InvocationResponse:
                    Answered(WireMessage.Read(content.Bytes));
                    break;
                default:
                    // The message's id, and log entries.
                    break;
            }
        }
    }

    private void Initialised(List<WireMessage.Field> response)
    {
        WorkerStatus.Of(response, 3).EnsureSucceeded("start");
        if (WireMessage.MapOf(response, 2).TryGetValue(HttpAddress, out var address))
            Http = new Uri(address);
        _outgoing.Writer.TryWrite(HostMessages.Metadata(_directory));
    }

    private void Named(List<WireMessage.Field> response)
    {
        WorkerStatus.Of(response, 2).EnsureSucceeded("name its functions");
        _functions = [.. response.Where(field => field.Number == 1).Select(field => new WorkerFunction(field.Bytes))];
        _toLoad = _functions.Count;
        foreach (var function in _functions)
            _outgoing.Writer.TryWrite(HostMessages.Load(function));
    }

    private void Answered(List<WireMessage.Field> response)
    {
        if (!_pending.TryGetValue(WireMessage.TextOf(response, 1)!, out var pending))
            return;
        var value = response.Where(field => field.Number == 4).Select(field => TypedValue.From(field.Bytes));
        pending.Take(WorkerStatus.Of(response, 3), value.FirstOrDefault());
    }

    private sealed class Pending(string function)
    {
        private readonly TaskCompletionSource<TypedValue?> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TypedValue?> Answer => _answer.Task;

        public void Lose() => _answer.TrySetException(new WorkerLostException(function));

        public void Take(WorkerStatus status, TypedValue? value)
        {
            if (status.Succeeded)
                _answer.TrySetResult(value);
            else
                _answer.TrySetException(new FunctionFailedException(function, status.Message, status.ExceptionType));
        }
    }
}
