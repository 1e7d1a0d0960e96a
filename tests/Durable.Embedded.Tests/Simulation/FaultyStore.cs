namespace Trivium.Durable.Embedded.Tests;

/// <summary>
/// A store whose process dies: before a commit, after it but before anyone hears of it, or not; and which applies
/// commits twice.
/// </summary>
internal sealed class FaultyStore(OrchestrationStore inner, Random random, double crashRate) : OrchestrationStore
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the process has died; from then on nothing reaches the store.</summary>
    public Task Crashed => _crashed.Task;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    internal override async Task<T> WriteAsync<T>(Func<IStoreTransaction, T> work)
    {
        if (_crashed.Task.IsCompleted) throw new CrashedException();
        double dice = random.NextDouble();
        if (dice < crashRate / 2) throw Crash();
        T result = await inner.WriteAsync(transaction =>
        {
            T first = work(transaction);
            if (random.NextDouble() < 0.2) work(transaction);
            return first;
        });
        return dice < crashRate ? throw Crash() : result;
    }

    internal override Task<T> ReadAsync<T>(Func<IStoreReader, T> work) =>
        _crashed.Task.IsCompleted ? throw new CrashedException() : inner.ReadAsync(work);

    private CrashedException Crash()
    {
        _crashed.TrySetResult();
        return new();
    }
}

/// <summary>The simulated process is dead.</summary>
internal sealed class CrashedException() : IOException("The simulated process has crashed.");
