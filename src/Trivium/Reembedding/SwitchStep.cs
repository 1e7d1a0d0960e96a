using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Lets a filled set answer, if nothing is lacking in it; else says what is.</summary>
internal sealed class SwitchStep(
    TriviumDatabase database,
    LackingDocuments lacking,
    CatalogWriter catalog,
    ReembeddingRecords records,
    RequestUnitPacer pacer,
    TimeProvider time)
{
    public async Task<SwitchOutcome> RunAsync(SwitchRequest request, CancellationToken stop)
    {
        var meter = new RequestUnitMeter(pacer, time);
        try
        {
            return await SwitchAsync(request.Tenant, request.Sum, meter, stop);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf("The switch to the new embeddings was interrupted.", exception, meter);
        }
    }

    private async Task<SwitchOutcome> SwitchAsync(
        string tenant, FillSum sum, RequestUnitMeter meter, CancellationToken stop)
    {
        // The count of lacking commits is read first: what is committed after the looks below, it tells.
        ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog(tenant), meter, stop);
        bool answers = control?.Serving is { HasGaps: false } serving && serving.Run == sum.Run;
        if (!answers)
        {
            if (control?.FillTarget()?.Run != sum.Run) return SwitchOutcome.Unwanted;

            if (await lacking.CountAsync(tenant, sum.Run, meter, stop) > 0)
            {
                if (sum.Failed.Count == 0) return SwitchOutcome.Lacking;

                await records.NoteAsync(tenant, sum, ReembeddingState.Failed, [], meter, stop);
                return SwitchOutcome.Failed;
            }

            IReadOnlyList<string> writing = await lacking.WritingAsync(tenant, sum.Run, meter, stop);
            if (writing.Count > 0)
            {
                await records.NoteAsync(tenant, sum, ReembeddingState.Waiting, writing, meter, stop);
                return SwitchOutcome.Waiting;
            }

            var switching = new SwitchChunks(sum.Run, control.LackingCommits);
            if (!await catalog.ExecuteAsync(tenant, switching, meter, stop)) return SwitchOutcome.Lacking;
        }

        await records.CompleteAsync(tenant, sum, meter, stop);
        return SwitchOutcome.Switched;
    }
}
