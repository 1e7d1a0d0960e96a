using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Ingestion;

/// <summary>Starts purges. A start that fails is made up for by the sweep.</summary>
internal sealed class PurgeStart(IOrchestrationClient client, ILogger<PurgeStart> logger)
{
    /// <summary>Starts the purge of a generation that is out of sight; one that runs already goes on.</summary>
    public async Task<bool> TryStartAsync(
        string tenant, string documentId, long generation, CancellationToken cancellationToken)
    {
        var request = new PurgeRequest(tenant, documentId, generation);
        string instanceId = IngestionIds.Purge(tenant, generation);
        try
        {
            await client.Start(
                Purge.Run, request, new StartOrchestrationOptions { InstanceId = instanceId }, cancellationToken);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            IngestionLog.StartFailed(logger, exception, instanceId);
            return false;
        }
    }
}
