namespace Trivium.FunctionsTestWorker;

/// <summary>What a response waits for until another request opens it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => _opened.Task;

    /// <summary>Whoever waited was told that its client is gone.</summary>
    public Task Left => _left.Task;

    public void Open() => _opened.TrySetResult();

    public void Leave() => _left.TrySetResult();
}
