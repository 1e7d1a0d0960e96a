using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Visibility;

/// <summary>Takes snapshots: one point read of the tenant's control item.</summary>
internal sealed class SnapshotReader(TriviumDatabase database, TimeProvider time)
{
    /// <summary>What a reader of the tenant may see now.</summary>
    public async Task<Snapshot> TakeAsync(string tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        // Taken before the read is sent: a snapshot must never seem younger than it is.
        DateTimeOffset takenAt = time.GetUtcNow();
        ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog(tenant), meter, cancellationToken);
        return new(control?.Next ?? 1, control?.Hidden ?? [], takenAt) { Chunks = control?.Serving };
    }

    /// <summary>Takes a snapshot and starts the reader's life with it.</summary>
    public async Task<ReadScope> OpenAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        Resume(await TakeAsync(tenant, meter, cancellationToken));

    /// <summary>Goes on reading with a snapshot taken before (from a continuation token).</summary>
    public ReadScope Resume(Snapshot snapshot) => new(snapshot, time);

    /// <summary>Sets the parameters of <see cref="Snapshot.Condition"/>.</summary>
    public static QueryDefinition WithSnapshot(QueryDefinition query, Snapshot snapshot) => query
        .WithParameter(Snapshot.NextParameter, snapshot.Next)
        .WithParameter(Snapshot.HiddenParameter, snapshot.Hidden);
}
