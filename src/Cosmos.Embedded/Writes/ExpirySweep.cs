using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>
/// Removes expired items from memory and storage now and then. Readers do not see them before that either.
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
                foreach (var batch in Expired(container, _engine.NowSeconds).Chunk(ItemsPerWriteMax))
                    await Remove(database.Name, container, batch).ConfigureAwait(false);
            }
        }
    }

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

    private static IEnumerable<StoredItem> Expired(ContainerState container, long nowSeconds) =>
        container.Items.Range(PartitionScope.All).Where(item =>
            item.IsExpired(container.Definition.DefaultTimeToLive, nowSeconds));

    private ValueTask<bool> Remove(string database, ContainerState container, IReadOnlyList<StoredItem> expired) =>
        _engine.Writer.Write(
            transaction =>
            {
                var items = new ItemWrites(transaction, database, container.Definition.Id, container.Number);
                foreach (var item in expired)
                {
                    // It may have been written anew since the sweep looked.
                    if (ReferenceEquals(items.Container().Items.Find(item.Epk, item.Id), item))
                        items.Remove(item);
                }
                return true;
            },
            CancellationToken.None);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning,
        Message = "Expired items could not be removed; the next sweep tries again")]
    private static partial void LogSweepFailed(ILogger logger, Exception error);
}
