using Trivium.Errors;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion;

/// <summary>
/// Lets a failed ingestion go on: another run writes the same generation, without the slices that are written.
/// </summary>
internal sealed class IngestionRetry(
    KeptGenerations kept, CatalogWriter catalog, IngestionStart starts, Pipeline pipeline)
{
    /// <summary>
    /// Starts the next run. Once the catalog says so the retry is accepted: a crash is made up for by the sweep.
    /// </summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/></exception>
    public async Task RetryAsync(IngestionItem item, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (item.Status != IngestionStatus.Failed)
            throw IngestionSteering.Conflict(item, "only one that is Failed can be retried.");

        GenerationItem? generation = await kept.FindAsync(item, meter, cancellationToken);
        if (generation is null) throw Refused(item, ReviveOutcome.Gone);

        AcceptedKind kind = generation.SourceId is null ? AcceptedKind.Delete : AcceptedKind.Write;
        var run = new IngestRequest(item.Tenant, item.DocumentId, generation.Accepted, kind, item.Run + 1);
        var revive = new Revive(item.DocumentId, generation.Generation, run.InstanceId, pipeline.Version);
        ReviveOutcome outcome = await catalog.ExecuteAsync(item.Tenant, revive, meter, cancellationToken);
        if (outcome != ReviveOutcome.Revived) throw Refused(item, outcome);

        await starts.StartAsync(run, meter);
    }

    private static TriviumException Refused(IngestionItem item, ReviveOutcome outcome) =>
        IngestionSteering.Conflict(item, outcome switch
        {
            ReviveOutcome.Gone => "nothing of it is kept any more. Send the document again.",
            ReviveOutcome.Superseded =>
                "a newer request for the document was accepted, and only that one takes effect.",
            ReviveOutcome.OtherPipeline => "it was begun by another version of the app, or before another embedder was set. Send the document again.",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
        });
}
