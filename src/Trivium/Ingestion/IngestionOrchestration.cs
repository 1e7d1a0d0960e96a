using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Ingestion;

/// <summary>Registers the orchestrations, activities and timer of ingestion.</summary>
internal static class IngestionOrchestration
{
    public static void Map(ExpressApp app)
    {
        app.Orchestration(Ingest.Run, IngestOrchestrator.RunAsync);
        app.Orchestration(Purge.Run, PurgeOrchestrator.RunAsync);
        app.Activity(
            Ingest.Begin,
            (IngestRequest request, BeginStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Ingest.Parse,
            (WriteRequest request, ParseStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Ingest.Embed,
            (SliceRequest request, EmbedStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Ingest.Project,
            (SliceRequest request, ProjectStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Ingest.Commit,
            (WriteRequest request, CommitStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(
            Ingest.Settle,
            (IngestRequest request, SettleStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Activity(Ingest.End, (IngestionEnd end, EndStep step, CancellationToken stop) => step.RunAsync(end, stop));
        app.Activity(
            Purge.Slice,
            (PurgeRequest request, PurgeStep step, CancellationToken stop) => step.RunAsync(request, stop));
        app.Timer("sweep", "0 * * * * *", (Sweep sweep, CancellationToken stop) => sweep.RunAsync(stop));
        app.RequireRegistered(typeof(Ingest));
        app.RequireRegistered(typeof(Purge));
    }
}
