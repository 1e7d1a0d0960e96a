using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>
/// The ingestion records. Changes are patches that may be repeated and that leave a record alone once it has ended: a
/// late
/// duplicate of an activity does not bring one back to life.
/// </summary>
internal sealed class IngestionRecords(TriviumDatabase database, TimeProvider time)
{
    private const string StillOpen =
        "FROM c WHERE c.status != 'completed' AND c.status != 'failed' AND c.status != 'terminated'";

    /// <summary>The record, or null when there is none of that id.</summary>
    public Task<IngestionItem?> ReadAsync(
        string tenant, string instanceId, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.ReadOrNullAsync<IngestionItem>(instanceId, KeyOf(tenant), meter, cancellationToken);

    /// <summary>Makes the record of a request that was accepted; one that exists stays as it is.</summary>
    public Task EnsureAsync(
        IngestRequest request, DateTimeOffset acceptedAt, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var item = new IngestionItem
        {
            Id = request.IngestionId,
            Tenant = request.Tenant,
            DocumentId = request.DocumentId,
            Status = IngestionStatus.Pending,
            Stage = IngestionStages.Accepted,
            CreatedAt = acceptedAt,
            UpdatedAt = acceptedAt,
        };
        return database.Operations.TryCreateAsync(item, KeyOf(request.Tenant), meter, cancellationToken);
    }

    /// <summary>
    /// Notes that an attempt at an activity begins; false, and nothing noted, when the record has ended, or it is to be
    /// the first delivery of the attempt and is not.
    /// </summary>
    public Task<bool> BeginAttemptAsync(
        IngestRequest request,
        string activity,
        string stage,
        string? delivery,
        bool isFirst,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        List<PatchOperation> changes =
        [
            PatchOperation.Set("/status", "running"),
            PatchOperation.Set("/stage", stage),
            PatchOperation.Increment($"/attempts/{activity}", 1),
        ];
        if (delivery is not null) changes.Add(PatchOperation.Increment($"/deliveries/{delivery}", 1));

        // Names of deliveries are made of letters, digits and hyphens: none ends the string.
        string condition = delivery is not null && isFirst ? $" AND NOT IS_DEFINED(c.deliveries[\"{delivery}\"])" : "";
        return PatchAsync(request, changes, meter, cancellationToken, condition);
    }

    /// <summary>Takes back what <see cref="BeginAttemptAsync"/> counted as a delivery.</summary>
    public Task ForgetDeliveryAsync(
        IngestRequest request, string delivery, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        PatchAsync(
            request,
            [PatchOperation.Remove($"/deliveries/{delivery}")],
            meter,
            cancellationToken,
            $" AND IS_DEFINED(c.deliveries[\"{delivery}\"])");

    /// <summary>Notes how many items there are to write, and the slices that are written already.</summary>
    public Task SetTotalAsync(
        IngestRequest request,
        int total,
        IEnumerable<Slice> written,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        PatchAsync(
            request,
            [PatchOperation.Set("/total", total), .. written.Select(slice => Done(slice.Name, slice.Count))],
            meter,
            cancellationToken);

    /// <summary>Notes that a slice is written.</summary>
    public Task SliceDoneAsync(
        IngestRequest request, string slice, int items, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        PatchAsync(request, [Done(slice, items)], meter, cancellationToken);

    /// <summary>
    /// Ends a record with what <paramref name="end"/> makes of it; one that has ended, or is of a later run, stays as
    /// it is.
    /// </summary>
    public async Task EndAsync(
        IngestRequest request,
        Func<IngestionItem, IngestionItem> end,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            IngestionItem? item = await ReadAsync(request.Tenant, request.IngestionId, meter, cancellationToken);
            if (item is null or { HasEnded: true } || item.Run != request.Run) return;

            IngestionItem ended = end(item) with { UpdatedAt = time.GetUtcNow(), ETag = null };
            bool stored = await database.Operations.TryReplaceAsync(
                ended, item.Id, item.ETag, KeyOf(request.Tenant), meter, cancellationToken);
            if (stored) return;
        }
    }

    /// <summary>Opens a failed record again for a retry; one that is of this run already stays as it is.</summary>
    public async Task ReopenAsync(IngestRequest request, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        // No record is of an earlier run than the first.
        while (request.Run > 0)
        {
            IngestionItem? item = await ReadAsync(request.Tenant, request.IngestionId, meter, cancellationToken);
            if (item is null || item.Run >= request.Run) return;

            IngestionItem reopened = item with
            {
                Status = IngestionStatus.Pending,
                Run = request.Run,
                Error = null,
                Suspended = false,
                UpdatedAt = time.GetUtcNow(),
                ETag = null,
            };
            bool stored = await database.Operations.TryReplaceAsync(
                reopened, item.Id, item.ETag, KeyOf(request.Tenant), meter, cancellationToken);
            if (stored) return;
        }
    }

    /// <summary>Notes that an ingestion is held, or goes on; false when it has ended.</summary>
    public Task<bool> SetSuspendedAsync(
        IngestionItem item, bool suspended, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.TryPatchAsync(
            item.Id,
            KeyOf(item.Tenant),
            [
                PatchOperation.Set("/suspended", suspended),
                PatchOperation.Set("/updatedAt", CosmosJson.Instant(time.GetUtcNow())),
            ],
            StillOpen,
            meter,
            cancellationToken);

    public static PartitionKey KeyOf(string tenant) => PartitionKeys.Operations(tenant, IngestionItem.ItemKind);

    private static PatchOperation Done(string slice, int items) => PatchOperation.Set($"/slices/{slice}", items);

    private Task<bool> PatchAsync(
        IngestRequest request,
        List<PatchOperation> changes,
        RequestUnitMeter meter,
        CancellationToken cancellationToken,
        string condition = "")
    {
        changes.Add(PatchOperation.Set("/updatedAt", CosmosJson.Instant(time.GetUtcNow())));
        return database.Operations.TryPatchAsync(
            request.IngestionId, KeyOf(request.Tenant), changes, StillOpen + condition, meter, cancellationToken);
    }
}
