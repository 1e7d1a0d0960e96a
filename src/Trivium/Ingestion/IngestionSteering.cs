using Trivium.Errors;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// Ends, holds and lets go on. Each may be cut off between two of its steps and asked for again: the record, which says
/// what may be asked for, changes last.
/// </summary>
internal sealed class IngestionSteering(
    TriviumDatabase database,
    KeptGenerations kept,
    IngestionRecords records,
    IngestionStart starts,
    IOrchestrationClient client)
{
    /// <summary>
    /// Ends an open ingestion. The catalog decides whether that or its commit came first; what it wrote is purged.
    /// </summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/></exception>
    public async Task CancelAsync(IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (item.HasEnded) throw Conflict(item, "only one that is Pending, Running or Suspended can be cancelled.");

        IngestRequest request = RequestOf(item);
        HeadItem? head = await HeadAsync(item, meter, cancellationToken);
        AcceptedRequest? pending = head?.Pending?.InstanceId == request.InstanceId ? head.Pending : null;
        long? givenUp = await kept.GiveUpAsync(request, pending?.Generation, meter, cancellationToken);
        if (givenUp is null) await RequireNotCommittedAsync(item, request, pending, meter, cancellationToken);

        if (await client.GetInstanceAsync(request.InstanceId, cancellationToken: cancellationToken) is not null)
            await client.TerminateInstanceAsync(request.InstanceId, "cancelled", cancellationToken: cancellationToken);
        await records.EndAsync(
            request,
            open => open with { Status = IngestionStatus.Terminated, Suspended = false },
            meter,
            cancellationToken);
        await starts.EndedAsync(request.InstanceId, cancellationToken);
    }

    /// <summary>Holds an ingestion that is open: activities that already run end, no more are begun.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/></exception>
    public async Task SuspendAsync(IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        const string Need = "only one that is Pending or Running can be suspended.";
        if (item.HasEnded || item.Suspended) throw Conflict(item, Need);

        await RequireStartedAsync(item, cancellationToken);
        await client.SuspendInstanceAsync(item.InstanceId, "suspended", cancellationToken);
        await SetSuspendedAsync(item, true, Need, meter, cancellationToken);
    }

    /// <summary>Lets a held ingestion go on.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/></exception>
    public async Task ResumeAsync(IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        const string Need = "only one that is Suspended can be resumed.";
        if (item.HasEnded || !item.Suspended) throw Conflict(item, Need);

        await RequireStartedAsync(item, cancellationToken);
        await client.ResumeInstanceAsync(item.InstanceId, "resumed", cancellationToken);
        await SetSuspendedAsync(item, false, Need, meter, cancellationToken);
    }

    /// <summary>409: the ingestion's state does not allow it.</summary>
    public static TriviumException Conflict(IngestionItem item, string need) =>
        new(ErrorCode.Conflict, $"The ingestion '{item.Id}' is {item.ShownStatus}; {need}");

    /// <summary>The request of the run a record is of.</summary>
    private static IngestRequest RequestOf(IngestionItem item) => new(
        item.Tenant,
        item.DocumentId,
        IngestionIds.AcceptedOf(item.Id),
        AcceptedKind.Write,
        item.Run);

    private async Task RequireNotCommittedAsync(
        IngestionItem item,
        IngestRequest request,
        AcceptedRequest? before,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        // Nothing was given up: it never began, a newer request took its place, or it was committed or failed just now.
        HeadItem? head = await HeadAsync(item, meter, cancellationToken);
        bool neverBegan = before is { Generation: null } && head?.Current?.Accepted != request.Accepted;
        bool superseded = head?.Accepted > request.Accepted && head.Current?.Accepted != request.Accepted;
        if (!neverBegan && !superseded)
        {
            throw new TriviumException(
                ErrorCode.Conflict,
                $"The ingestion '{item.Id}' is ending already and cannot be cancelled any more. Look again.");
        }
    }

    private async Task RequireStartedAsync(IngestionItem item, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(
            item.InstanceId, cancellationToken: cancellationToken);
        if (instance is null) throw Conflict(item, "its orchestration is not started yet. Try again in a minute.");
    }

    private async Task SetSuspendedAsync(
        IngestionItem item, bool suspended, string need, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (await records.SetSuspendedAsync(item, suspended, meter, cancellationToken)) return;

        IngestionItem? ended = await records.ReadAsync(item.Tenant, item.Id, meter, cancellationToken);
        throw Conflict(ended ?? item, need);
    }

    private Task<HeadItem?> HeadAsync(
        IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(item.DocumentId), PartitionKeys.Catalog(item.Tenant), meter, cancellationToken);
}
