using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Tells how far the re-embedding of one tenant, or of all of them, has come.</summary>
internal sealed class ReembeddingReport(
    TriviumDatabase database, Embedders embedders, LackingDocuments lacking, ReembeddingRecords records)
{
    /// <param name="tenant">The tenant; null: all of them.</param>
    /// <param name="meter">Counts the request units.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ReembeddingBody> ReadAsync(
        string? tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        PartitionKey? key = tenant is null ? null : PartitionKeys.Catalog(tenant);
        int tenants = await CountAsync("c.kind = 'control'", key, meter, cancellationToken);
        int documents = await CountAsync("c.kind = 'head' AND IS_DEFINED(c.current)", key, meter, cancellationToken);
        var sum = new ReembeddingSum();
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'control' AND (IS_DEFINED(c.filling) OR c.serving.hasGaps = true "
            + "OR ARRAY_LENGTH(c.retiring) > 0)");
        await foreach (ControlItem control in database.Catalog.QueryAsync<ControlItem>(query, key, meter, cancellationToken))
        {
            if (control.FillTarget() is not { } target)
            {
                sum.AddClearing();
                continue;
            }

            sum.Add(
                control,
                await lacking.CountAsync(control.Tenant, target.Run, meter, cancellationToken),
                await records.ReadAsync(control.Tenant, target.Run, meter, cancellationToken));
        }

        return new()
        {
            State = sum.State,
            From = sum.From,
            To = ChunkSet.Of(embedders.Own.Identity, 0).Name,
            Tenants = new(tenants - sum.Filling, tenants),
            Documents = new(Math.Max(0, documents - sum.Lacking), documents),
            WaitsFor = sum.WaitsFor,
            Failed = sum.Failed,
            Receipt = await records.LastReceiptAsync(tenant, meter, cancellationToken),
        };
    }

    private Task<int> CountAsync(
        string condition, PartitionKey? key, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Catalog.FirstOrDefaultAsync<int>(
            new($"SELECT VALUE COUNT(1) FROM c WHERE {condition}"), key, meter, cancellationToken);
}
