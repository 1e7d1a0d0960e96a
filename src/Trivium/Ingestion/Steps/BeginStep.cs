using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion.Steps;

/// <summary>The first activity: gives the ingestion its generation.</summary>
internal sealed class BeginStep(
    StepRunner runner, CatalogWriter catalog, TriviumDatabase database, IngestionRecords records, TimeProvider time)
{
    public Task<StepResult<BegunIngestion>> RunAsync(IngestRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(
            Ingest.Begin.Name,
            IngestionStages.Accepted,
            request,
            async (scope, stop) =>
            {
                // Accepted but cut off before its record was made: the sweep may have started it.
                if (!scope.IsNoted) await records.EnsureAsync(request, time.GetUtcNow(), scope.Meter, stop);
                await records.ReopenAsync(request, scope.Meter, stop);
                var begin = new Begin(request.DocumentId, request.Accepted, request.InstanceId)
                {
                    Embedder = database.Embedder,
                };
                BeginOutcome outcome = await catalog.ExecuteAsync(request.Tenant, begin, scope.Meter, stop);
                if (outcome.Kind == BeginKind.Superseded) return await SupersededAsync(request, scope, stop);

                return new(
                    outcome.Kind,
                    outcome.Generation,
                    outcome.Source is { } source ? SourceReference.Of(source) : null);
            },
            cancellationToken);

    /// <summary>An earlier attempt may have begun, its answer been lost, and then a newer request come.</summary>
    private async Task<BegunIngestion> SupersededAsync(IngestRequest request, StepScope scope, CancellationToken stop)
    {
        QueryDefinition query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'generation' AND c.instanceId = @instanceId")
            .WithParameter("@instanceId", request.InstanceId);
        GenerationItem? begun = await database.Catalog.FirstOrDefaultAsync<GenerationItem>(
            query, PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
        if (begun is not null)
        {
            var abandon = new Abandon(request.DocumentId, request.InstanceId, begun.Generation);
            await catalog.ExecuteAsync(request.Tenant, abandon, scope.Meter, stop);
        }

        return new(BeginKind.Superseded, begun?.Generation, null);
    }
}
