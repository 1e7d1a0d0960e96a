using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Looks what is to be done in a tenant, and opens the record of what is to be filled.</summary>
internal sealed class LookStep(TriviumDatabase database, ReembeddingRecords records)
{
    public async Task<ReembedPlan> RunAsync(string tenant, CancellationToken stop)
    {
        try
        {
            var meter = new RequestUnitMeter();
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
            throw new TransientStepException("The re-embedding was interrupted.", exception);
        }
    }
}
