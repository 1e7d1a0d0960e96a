using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion.Steps;

/// <summary>Looks what a deleted document has left; when there is nothing, removes its tombstone.</summary>
internal sealed class SettleStep(
    StepRunner runner, TriviumDatabase database, CatalogWriter catalog, OrphanedSources orphans)
{
    public Task<StepResult<int>> RunAsync(IngestRequest request, CancellationToken cancellationToken) => runner.RunAsync(
        Ingest.Settle.Name,
        IngestionStages.Delete,
        request,
        async (scope, stop) =>
        {
            await orphans.RemoveSupersededAsync(request.Tenant, request.DocumentId, scope.Meter, stop);
            QueryDefinition query = new QueryDefinition(
                "SELECT VALUE COUNT(1) FROM c "
                + "WHERE c.kind = 'generation' AND c.documentId = @documentId AND c.accepted <= @accepted")
                .WithParameter("@documentId", request.DocumentId)
                .WithParameter("@accepted", request.Accepted);
            int left = await database.Catalog.FirstOrDefaultAsync<int>(
                query, PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
            if (left == 0)
                await catalog.ExecuteAsync(
                    request.Tenant, new RemoveTombstone(request.DocumentId, request.Accepted), scope.Meter, stop);
            return left;
        },
        cancellationToken);
}
