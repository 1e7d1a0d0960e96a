using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Storage.Pacing;

namespace Trivium.Visibility;

/// <summary>
/// Changes tenants' catalogs. Operations that wait at the same time are stored in one batch, because each of them
/// changes
/// the tenant's one control item. Several processes may do so: ETags decide, grouping only saves attempts.
/// </summary>
internal sealed class CatalogWriter(CatalogBatch batches, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CatalogQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Runs one operation and stores what it changed.</summary>
    /// <exception cref="TriviumException">
    /// What the operation itself throws, or <see cref="ErrorCode.Unavailable"/> when the store does not answer or
    /// others
    /// were faster too often. The operation may then have been stored or not.
    /// </exception>
    public Task<T> ExecuteAsync<T>(
        string tenant, CatalogOperation<T> operation, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        meter.RunAsync(
            RequestShape.Catalog<T>(), own => EnqueueAsync(tenant, operation, own, cancellationToken), cancellationToken);

    private Task<T> EnqueueAsync<T>(
        string tenant, CatalogOperation<T> operation, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var pending = new PendingOperation<T>(operation, meter, cancellationToken);
        CatalogQueue queue = _queues.GetOrAdd(tenant, _ => new());
        if (queue.Enqueue(pending)) _ = PumpAsync(tenant, queue);

        return pending.Completion.WaitAsync(cancellationToken);
    }

    private async Task PumpAsync(string tenant, CatalogQueue queue)
    {
        // Yield first: the caller's thread is not the one that works for everybody.
        await Task.Yield();
        while (queue.TryTake(CatalogLimits.GroupOperationsMax, out IReadOnlyList<PendingOperation> group))
        {
            try
            {
                await StoreAsync(tenant, group);
            }
            catch (Exception exception)
            {
                foreach (PendingOperation operation in group) operation.Fail(exception);
            }
        }
    }

    private async Task StoreAsync(string tenant, IReadOnlyList<PendingOperation> group)
    {
        int faults = 0;
        for (int attempt = 1; attempt <= CatalogLimits.AttemptsMax; attempt++)
        {
            try
            {
                if (await TryStoreAsync(tenant, group)) return;
            }
            catch (Exception exception) when (StoreFaults.IsTransient(exception))
            {
                if (++faults >= CatalogLimits.TransientFaultsMax)
                    throw new TriviumException(
                        ErrorCode.Unavailable, "The store does not answer. Try again in a moment.", exception);
            }

            await Task.Delay(Backoff(attempt), time);
        }

        throw new TriviumException(
            ErrorCode.Unavailable,
            $"The tenant's catalog changed {CatalogLimits.AttemptsMax} times while it was being changed. Try again in a moment.");
    }

    private async Task<bool> TryStoreAsync(string tenant, IReadOnlyList<PendingOperation> group)
    {
        using var deadline = new CancellationTokenSource(CatalogLimits.AttemptDeadline, time);
        var meter = new RequestUnitMeter();
        CatalogState state = await batches.LoadAsync(
            tenant, group.SelectMany(operation => operation.Reads), meter, deadline.Token);
        foreach (PendingOperation operation in group) operation.Decide(state);

        bool stored = await batches.TryStoreAsync(state, meter, deadline.Token);
        foreach (PendingOperation operation in group)
        {
            operation.Meter.Add(meter.Total / group.Count);
            if (stored) operation.Complete();
        }

        return stored;
    }

    private static TimeSpan Backoff(int attempt)
    {
        double ceiling = Math.Min(
            CatalogLimits.LongestBackoff.TotalMilliseconds,
            CatalogLimits.FirstBackoff.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)ceiling + 1));
    }
}
