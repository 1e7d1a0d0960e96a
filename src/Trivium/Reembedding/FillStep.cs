using Microsoft.Extensions.Logging;
using Trivium.Errors;
using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// Embeds one page of the documents that a set lacks. Which those are is asked of the catalog each time, so nothing is done
/// twice and what changes meanwhile is seen.
/// </summary>
internal sealed class FillStep(
    TriviumDatabase database,
    Embedders embedders,
    LackingDocuments lacking,
    DocumentFill fill,
    RequestUnitPacer pacer,
    TimeProvider time,
    ILogger<FillStep> logger)
{
    /// <summary>64 documents: a second or two where they are small.</summary>
    private const int DocumentsMax = 64;

    /// <summary>1,024 chunks: eight requests of an embedding service, well below what an activity may take.</summary>
    private const int ChunksMax = 1_024;

    /// <summary>5: where so many in a page cannot be embedded, the others are left for the next one.</summary>
    private const int FailedMax = 5;

    public async Task<FillOutcome> RunAsync(FillRequest request, CancellationToken stop)
    {
        var scope = new StepScope(new(pacer, time));
        try
        {
            return await FillAsync(request, scope, stop);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf(
                StoreFaults.Translate(exception)?.Message ?? "The re-embedding took too long or was interrupted.",
                exception,
                scope.Meter);
        }
    }

    private async Task<FillOutcome> FillAsync(FillRequest request, StepScope scope, CancellationToken stop)
    {
        long started = time.GetTimestamp();
        ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog(request.Tenant), scope.Meter, stop);
        if (control?.FillTarget() is not { } target || target.Run != request.Run)
            return new(false, false, 0, 0, new(0, 0, 0, 0), []);

        // Instances with other settings may run this: another attempt may meet one that has them.
        KnownEmbedder embedder = embedders.Find(target)
            ?? throw new TransientStepException($"The embedder {target.Name} is not set here.");
        IReadOnlyList<HeadItem> heads = await lacking.PageAsync(
            request.Tenant, target.Run, request.Skip, DocumentsMax, scope.Meter, stop);
        int documents = 0;
        int chunks = 0;
        bool left = heads.Count == DocumentsMax;
        List<FillFault> failed = [];
        foreach (HeadItem head in heads)
        {
            if (chunks >= ChunksMax || failed.Count >= FailedMax)
            {
                left = true;
                break;
            }

            try
            {
                DocumentFillResult result = await fill.RunAsync(
                    new(
                        request.Tenant, head.DocumentId, head.Current!.Generation, control.Serving!, target, embedder,
                        ChunksMax - chunks, scope),
                    stop);
                chunks += result.Chunks;
                documents += result.End == FillEnd.Done ? 1 : 0;
                left |= result.End != FillEnd.Done;
            }
            catch (Exception exception) when (!StoreFaults.IsTransient(exception))
            {
                ReembeddingLog.DocumentFailed(logger, exception, head.DocumentId, request.Tenant);
                failed.Add(new(head.DocumentId, (exception as TriviumException)?.Message ?? "Internal error"));
            }
        }

        var usage = new StepUsage(
            scope.Meter.Total, scope.Tokens, (long)time.GetElapsedTime(started).TotalMilliseconds, scope.StoredBytes);
        return new(true, left, documents, chunks, usage, failed);
    }
}
