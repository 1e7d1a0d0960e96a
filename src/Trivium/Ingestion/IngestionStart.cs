using Microsoft.Extensions.Logging;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>Starts the ingestion of an accepted request. What fails here is made up for by the sweep.</summary>
internal sealed class IngestionStart(
    IOrchestrationClient client,
    IngestionRecords records,
    IngestionQueue queue,
    TimeProvider time,
    ILogger<IngestionStart> logger)
{
    /// <summary>Makes the record and starts the instance; both may be there already.</summary>
    public async Task StartAsync(
        string tenant, string documentId, string instanceId, AcceptedKind kind, RequestUnitMeter meter)
    {
        await StartAsync(new(tenant, documentId, IngestionIds.AcceptedOf(instanceId), kind), meter);
    }

    /// <summary>The same for a request that is known.</summary>
    public async Task StartAsync(IngestRequest request, RequestUnitMeter meter)
    {
        try
        {
            // The request was accepted: from here on nobody can cancel it by hanging up.
            await records.EnsureAsync(request, time.GetUtcNow(), meter, CancellationToken.None);
            await records.ReopenAsync(request, meter, CancellationToken.None);
            await InTurnAsync(request, CancellationToken.None);
        }
        catch (Exception exception)
        {
            IngestionLog.StartFailed(logger, exception, request.InstanceId);
        }
    }

    /// <summary>Starts the instance when its tenant's turn comes. A delete need not wait: it has next to nothing to do.</summary>
    public async Task InTurnAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind == AcceptedKind.Delete)
        {
            await TryStartAsync(request, cancellationToken);
            return;
        }

        queue.Add(request);
        await StartWaitingAsync(cancellationToken);
    }

    /// <summary>A run has ended: its place goes to the next. That this fails is not the fault of what has ended.</summary>
    public async Task EndedAsync(string instanceId, CancellationToken cancellationToken)
    {
        queue.End(instanceId);
        try
        {
            await StartWaitingAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            IngestionLog.StartFailed(logger, exception, instanceId);
        }
    }

    /// <summary>Starts what waits and has a place.</summary>
    public async Task StartWaitingAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (queue.Take() is { } request)
            {
                try
                {
                    if (await TryStartAsync(request, cancellationToken) is { } existing && HasEnded(existing))
                        queue.End(request.InstanceId);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    queue.End(request.InstanceId);
                    IngestionLog.StartFailed(logger, exception, request.InstanceId);
                }
            }
        }
        while (await EndedUnnoticedAsync(cancellationToken));
    }

    /// <summary>Starts the instance; null, or the status of the one that has the id already.</summary>
    public async Task<OrchestrationRuntimeStatus?> TryStartAsync(
        IngestRequest request, CancellationToken cancellationToken)
    {
        var options = new StartOrchestrationOptions
        {
            InstanceId = request.InstanceId,
            DedupeStatuses = StartOrchestrationOptions.AllStatuses,
        };
        try
        {
            await client.Start(Ingest.Run, request, options, cancellationToken);
            return null;
        }
        catch (OrchestrationAlreadyExistsException exception)
        {
            return exception.Status;
        }
    }

    /// <summary>True where an instance will do nothing any more.</summary>
    public static bool HasEnded(OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Takes their places from runs that ended elsewhere or are held; true when there were some.</summary>
    private async Task<bool> EndedUnnoticedAsync(CancellationToken cancellationToken)
    {
        bool ended = false;
        foreach (string instanceId in queue.TakeDoubtful())
        {
            OrchestrationMetadata? instance = await client.GetInstanceAsync(
                instanceId, cancellationToken: cancellationToken);
            if (instance is { IsCompleted: false, RuntimeStatus: not OrchestrationRuntimeStatus.Suspended }) continue;

            queue.End(instanceId);
            ended = true;
        }

        return ended;
    }
}
