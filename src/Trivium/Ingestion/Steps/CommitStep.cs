using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion.Steps;

/// <summary>Commits the generation and sends what went out of sight to its purge.</summary>
internal sealed class CommitStep(
    StepRunner runner, CatalogWriter catalog, ParsedSources sources, PurgeStart purges)
{
    public Task<StepResult<CommitOutcome>> RunAsync(WriteRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(
            Ingest.Commit.Name,
            request.Source is null ? IngestionStages.Delete : IngestionStages.Commit,
            request.Ingestion,
            async (scope, stop) =>
            {
                IngestRequest ingestion = request.Ingestion;
                var commit = new Commit(
                    ingestion.DocumentId, ingestion.Accepted, ingestion.InstanceId, request.Generation);
                CommitOutcome outcome = await catalog.ExecuteAsync(ingestion.Tenant, commit, scope.Meter, stop);
                if (request.Source is { } source) sources.Forget(source.SourceId);
                if (outcome.Purge is { } generation)
                    await purges.TryStartAsync(ingestion.Tenant, ingestion.DocumentId, generation, stop);
                return outcome;
            },
            cancellationToken);
}
