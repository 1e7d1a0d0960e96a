using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>A write that waits for the writer.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work and keeps its outcome, whatever it is.</summary>
    public abstract void Apply(WriteTransaction transaction);

    /// <summary>Replaces the outcome: the group was not committed.</summary>
    public abstract void Refuse(RequestFailure failure);

    /// <summary>Tells the caller the outcome.</summary>
    public abstract void Answer();
}

/// <summary>A write whose work returns a <typeparamref name="T"/>.</summary>
internal sealed class PendingWrite<T>(Func<WriteTransaction, T> work) : PendingWrite
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _error;

    public Task<T> Outcome => _outcome.Task;

    public override void Apply(WriteTransaction transaction)
    {
        try
        {
            _result = transaction.Atomically(work);
        }
        catch (Exception error)
        {
            _error = error;
        }
    }

    public override void Refuse(RequestFailure failure) => _error = failure;

    public override void Answer()
    {
        if (_error is not null)
            _outcome.SetException(_error);
        else
            _outcome.SetResult(_result!);
    }
}
