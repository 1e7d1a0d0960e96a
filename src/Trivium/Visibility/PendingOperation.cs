using Trivium.Storage;

namespace Trivium.Visibility;

/// <summary>An operation that waits for its batch, whatever it reports.</summary>
internal abstract class PendingOperation(RequestUnitMeter meter, CancellationToken cancellationToken)
{
    public RequestUnitMeter Meter { get; } = meter;

    /// <summary>Its caller has gone: it need not be tried at all.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public abstract IEnumerable<string> Reads { get; }

    /// <summary>Runs the operation and remembers what came of it.</summary>
    public abstract void Decide(CatalogState state);

    /// <summary>Hands the caller what the last decision came to: its batch is stored.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class PendingOperation<T>(
    CatalogOperation<T> operation, RequestUnitMeter meter, CancellationToken cancellationToken)
    : PendingOperation(meter, cancellationToken)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _refusal;

    public Task<T> Completion => _completion.Task;

    public override IEnumerable<string> Reads => operation.Reads;

    public override void Decide(CatalogState state)
    {
        _refusal = null;
        try
        {
            _result = state.Apply(operation.Apply);
        }
        catch (Exception exception)
        {
            // Whatever it is, it is this caller's alone: the others in the group go on.
            _refusal = exception;
        }
    }

    public override void Complete()
    {
        if (_refusal is null)
            _completion.TrySetResult(_result!);
        else
            _completion.TrySetException(_refusal);
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
