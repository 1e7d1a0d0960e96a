using System.Collections.Immutable;

namespace Trivium.Durable.Embedded;

/// <summary>
/// A store in memory. Its state is immutable: a transaction works on its own version, which becomes the store's when
/// it succeeds, so one that throws leaves nothing behind and readers need no lock.
/// </summary>
internal sealed class InMemoryOrchestrationStore : OrchestrationStore
{
    private readonly Lock _writing = new();
    private volatile InMemorySnapshot _current = new(
        ImmutableDictionary<string, InstanceState>.Empty.WithComparers(StringComparer.Ordinal), 0);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task<T> WriteAsync<T>(Func<IStoreTransaction, T> work)
    {
        lock (_writing)
        {
            var transaction = new InMemoryTransaction(_current);
            T result = work(transaction);
            _current = transaction.Snapshot;
            return Task.FromResult(result);
        }
    }

    internal override Task<T> ReadAsync<T>(Func<IStoreReader, T> work) =>
        Task.FromResult(work(new InMemoryTransaction(_current)));
}
