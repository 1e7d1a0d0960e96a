using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>
/// Removes expired items now and then. Readers do not see them before that either.
/// </summary>
internal sealed partial class ExpirySweep : IAsyncDisposable
{
    // Bounds how long one sweep keeps other writes waiting; the rest goes with the next.
    private const int ItemsPerWriteMax = 1000;

    private readonly Engine _engine;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _one = new(1, 1);

    public ExpirySweep(Engine engine)
    {
        _engine = engine;
        var interval = engine.Options.ExpirySweepInterval;
        _timer = engine.Options.TimeProvider.CreateTimer(_ => _ = Tick(), null, interval, interval);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        // Lets a sweep under way end before the writer closes.
        await _one.WaitAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    /// <summary>Removes everything that is expired now.</summary>
    public async Task Run()
    {
        foreach (var database in _engine.Current.Databases.Values)
        {
            foreach (var container in database.Containers.Values.Where(one =>
                one.Definition.DefaultTimeToLive is not null))
            {
                while (await RemoveSome(database.Name, container).ConfigureAwait(false))
                {
                }
            }
        }
    }

    /// <summary>Removes expired items; tells whether there are more.</summary>
    private async Task<bool> RemoveSome(string database, ContainerState container)
    {
        IReadOnlyList<StoredItem> expired;
        using (var snapshot = _engine.Snapshot())
        {
            if (Same(snapshot.State, database, container) is not { } current)
                return false;
            expired = snapshot.Readable(current).Items.Expired(
                current.Definition.DefaultTimeToLive, _engine.NowSeconds, ItemsPerWriteMax);
        }
        // Without progress, as when the clock was set back, the rest waits for the next sweep.
        return expired.Count > 0
            && await Remove(database, container, expired).ConfigureAwait(false) > 0
            && expired.Count == ItemsPerWriteMax;
    }

    // The container of that number, which may have been deleted since, or may not let items expire any more.
    private static ContainerState? Same(AccountState state, string database, ContainerState container) =>
        state.Databases.GetValueOrDefault(database)?.Containers.GetValueOrDefault(container.Definition.Id) is { } one
        && one.Number == container.Number && one.Definition.DefaultTimeToLive is not null ? one : null;

    private async Task Tick()
    {
        if (!await _one.WaitAsync(0).ConfigureAwait(false))
            return;
        try
        {
            await Run().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogSweepFailed(_engine.Logger, error);
        }
        finally
        {
            _one.Release();
        }
    }

    private ValueTask<int> Remove(string database, ContainerState container, IReadOnlyList<StoredItem> expired) =>
        _engine.Writer.Write(
            transaction =>
            {
                var items = new ItemWrites(transaction, database, container.Definition.Id, container.Number);
                var removed = 0;
                foreach (var item in expired)
                {
                    // It may have been written anew since the sweep looked, and the container's rule too.
                    var current = items.Container();
                    if (current.Items.Find(item.Epk, item.Id) is not { } found
                        || !found.IsExpired(current.Definition.DefaultTimeToLive, transaction.NowSeconds))
                        continue;
                    items.Remove(found);
                    removed++;
                }
                return removed;
            },
            CancellationToken.None);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning,
        Message = "Expired items could not be removed; the next sweep tries again")]
    private static partial void LogSweepFailed(ILogger logger, Exception error);
}
