using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// What every activity passes before it writes items of a generation: the generation is still being written, and no write
/// is sent later than the deadline after that was last read. So when a generation has been purging for longer than the
/// deadline, nothing can be added. It is read again while the writes go on: they may take as long as the store is busy.
/// </summary>
internal sealed class SliceGate(TriviumDatabase database, TimeProvider time)
{
    /// <summary>A third of the deadline: two readings may fail before it passes.</summary>
    private static readonly TimeSpan _readAgainAfter = VisibilityLimits.SliceDeadline / 3;

    /// <summary>Runs the writes; false when the generation is no longer being written. What was written until that was
    /// found out is purged with it.</summary>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public async Task<bool> TryWriteAsync(
        string tenant,
        long generation,
        RequestUnitMeter meter,
        Func<GenerationItem, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        // The clock starts before the read: what it says may be as old as the request.
        using var deadline = new CancellationTokenSource(VisibilityLimits.SliceDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        GenerationItem? item = await ReadAsync(tenant, generation, meter, either.Token);
        if (item is not { State: GenerationState.Writing }) return false;

        using var written = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> watching = WatchAsync(tenant, generation, meter, deadline, written.Token);
        Task writing = write(item, either.Token);
        try
        {
            await writing;
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await written.CancelAsync();
            if (await watching) throw;

            return false;
        }
        finally
        {
            await written.CancelAsync();
            await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Puts the deadline off as often as the generation is found to be being written; false, and the writes stopped, when it
    /// is not.
    /// </summary>
    private async Task<bool> WatchAsync(
        string tenant, long generation, RequestUnitMeter meter, CancellationTokenSource deadline, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(_readAgainAfter, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return true;

            long asked = time.GetTimestamp();
            GenerationItem? item;
            try
            {
                item = await ReadAsync(tenant, generation, meter, stop);
            }
            catch (Exception exception) when (StoreFaults.IsTransient(exception))
            {
                if (stop.IsCancellationRequested) return true;

                continue;
            }

            if (item is not { State: GenerationState.Writing })
            {
                await deadline.CancelAsync();
                return false;
            }

            TimeSpan left = VisibilityLimits.SliceDeadline - time.GetElapsedTime(asked);
            if (left > TimeSpan.Zero) deadline.CancelAfter(left);
        }
    }

    // Before all that waits for its turn: what waits is what the deadline is put off for.
    private Task<GenerationItem?> ReadAsync(
        string tenant, long generation, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Catalog.ReadOrNullAsync<GenerationItem>(
            GenerationItem.IdOf(generation), PartitionKeys.Catalog(tenant), meter, cancellationToken, isUrgent: true);
}
