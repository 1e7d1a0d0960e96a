using Microsoft.Extensions.Logging;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>Starts the ingestion of an accepted request. What fails here is made up for by the sweep.</summary>
internal sealed class IngestionStart(
    IOrchestrationClient client, IngestionRecords records, TimeProvider time, ILogger<IngestionStart> logger)
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
            await TryStartAsync(request, CancellationToken.None);
        }
        catch (Exception exception)
        {
            IngestionLog.StartFailed(logger, exception, request.InstanceId);
        }
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
}
