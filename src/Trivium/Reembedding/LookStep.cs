using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Looks what is to be done in a tenant, and opens the record of what is to be filled.</summary>
internal sealed class LookStep(
    TriviumDatabase database, ReembeddingRecords records, RequestUnitPacer pacer, TimeProvider time)
{
    public async Task<ReembedPlan> RunAsync(string tenant, CancellationToken stop)
    {
        var meter = new RequestUnitMeter(pacer, time);
        try
        {
            ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
                ControlItem.ControlId, PartitionKeys.Catalog(tenant), meter, stop);
            if (control is null) return new(null, []);

            long[] clear = [.. control.Retiring.Select(set => set.Run)];
            if (control.FillTarget() is not { } target) return new(null, clear);

            ReembeddingItem record = await records.OpenAsync(tenant, control.Serving!, target, meter, stop);
            return new(target.Run, clear, record.Spent);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            throw StepRunner.TransientOf("The re-embedding was interrupted.", exception, meter);
        }
    }
}
