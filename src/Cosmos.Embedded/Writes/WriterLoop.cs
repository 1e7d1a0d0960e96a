using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>
/// The one writer. It takes all writes that wait, applies them to a private version of the account, commits them to
/// storage in one transaction, publishes the version, and only then answers: what a reader can see is durable, and what
/// was answered can be read.
/// </summary>
internal sealed partial class WriterLoop : IAsyncDisposable
{
    // Bounds how long the first write of a group waits for the others.
    private const int GroupWritesMax = 512;

    // Bounds what a group keeps in memory: about four batches of the largest size, with what they replace.
    private const long GroupBytesMax = 16L * 1024 * 1024;

    // Writers beyond this wait at the door instead of filling memory.
    private const int QueuedWritesMax = 4096;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(QueuedWritesMax) { SingleReader = true });

    private readonly IAccountStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<IItemObserver> _observers;
    private readonly Task _running;
    private AccountState _current;

    public WriterLoop(
        IAccountStore store, TimeProvider time, ILogger logger, IReadOnlyList<IItemObserver>? observers = null)
    {
        _observers = observers ?? [];
        _store = store;
        _time = time;
        _logger = logger;
        _current = store.Load();
        _running = Task.Run(Run);
    }

    /// <summary>The last published version.</summary>
    public AccountState Current => Volatile.Read(ref _current);

    /// <summary>
    /// The last published version with its items. The caller disposes it soon: storage keeps what it shows.
    /// </summary>
    /// <exception cref="RequestFailure">503 when the engine is closed.</exception>
    public AccountSnapshot Snapshot()
    {
        var wait = default(SpinWait);
        while (true)
        {
            IStoredVersion? stored;
            try
            {
                stored = _store.OpenVersion();
            }
            catch (ObjectDisposedException)
            {
                throw RequestFailure.Unavailable("The embedded Cosmos DB engine is closed.");
            }
            var current = Current;
            // What was committed this instant is published as soon as the observers have taken it in.
            while (stored is not null && current.Version < stored.Version)
            {
                wait.SpinOnce();
                current = Current;
            }
            if (stored is null || current.Version == stored.Version)
                return new AccountSnapshot(current, stored);
            // Another version was published in between: look again.
            stored.Dispose();
        }
    }

    /// <summary>Runs the work in the writer and returns once its outcome is durable.</summary>
    /// <exception cref="RequestFailure">What the work threw, or 503 when storage failed or the engine is
    /// closed.</exception>
    public async ValueTask<T> Write<T>(Func<WriteTransaction, T> work, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(work);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw RequestFailure.Unavailable("The embedded Cosmos DB engine is closed.");
        }
        // From here on the write may happen, so its outcome is awaited even when the caller loses interest.
        return await pending.Outcome.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        _store.Dispose();
    }

    private async Task Run()
    {
        var group = new List<PendingWrite>(GroupWritesMax);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            var now = _time.GetUtcNow().ToUnixTimeSeconds();
            var transaction = new WriteTransaction(_current, _store.Committed, now);
            while (group.Count < GroupWritesMax && transaction.Bytes < GroupBytesMax
                && _queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
                pending.Apply(transaction);
            }
            CommitGroup(group, transaction);
        }
    }

    private void CommitGroup(List<PendingWrite> group, WriteTransaction transaction)
    {
        try
        {
            // Without changes the version stands, whatever a write bound or numbered.
            if (transaction.Changes.Count > 0)
            {
                var next = transaction.State with { Version = _current.Version + 1 };
                Publish(transaction.Changes, _store.Commit(transaction.Changes, next));
            }
        }
        catch (Exception error)
        {
            // Nothing was published: the account stands as before, and every write of the group is told so.
            LogCommitFailed(error, group.Count);
            var failure = RequestFailure.Unavailable(
                $"Storage refused the write, nothing was changed: {error.Message}");
            foreach (var pending in group)
                pending.Refuse(failure);
        }
        foreach (var pending in group)
            pending.Answer();
    }

    private void Publish(IReadOnlyList<StorageChange> changes, AccountState committed)
    {
        try
        {
            foreach (var observer in _observers)
                ObservedChanges.Tell(observer, _current, changes, committed);
        }
        catch (Exception error)
        {
            // The changes are durable whatever an observer makes of them.
            LogObserverFailed(error);
        }
        Volatile.Write(ref _current, committed);
    }

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error,
        Message = "An observer of items failed at a commit; what it keeps may be wrong until the engine is opened anew")]
    private partial void LogObserverFailed(Exception error);

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error,
        Message = "A group of {Writes} writes could not be committed")]
    private partial void LogCommitFailed(Exception error, int writes);
}
