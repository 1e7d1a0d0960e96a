using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Storage;

namespace Trivium.Verification;

/// <summary>Removes what belongs to nobody. Doing it twice, or while somebody else does, is as good.</summary>
internal sealed class Orphans(SourceParts parts)
{
    /// <summary>1,000 ids at a time: ten batches.</summary>
    private const int PageMax = 1_000;

    /// <summary>Removes the items of a generation from one partition.</summary>
    public static async Task RemoveAsync(
        Container container, PartitionKey key, long generation, CancellationToken cancellationToken)
    {
        var scope = new StepScope();
        QueryDefinition query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.generation = @generation")
            .WithParameter("@generation", generation);
        while (true)
        {
            QueryPage<string> page = await container.QueryPageAsync<string>(
                query, key, null, PageMax, scope.Meter, cancellationToken);
            if (page.Items.Count == 0) return;

            await ItemBatches.DeleteAllAsync(container, key, page.Items, scope, cancellationToken);
        }
    }

    /// <summary>Removes the parts of a source.</summary>
    public Task RemoveSourceAsync(
        string tenant, string documentId, string sourceId, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        parts.DeleteAllAsync(tenant, documentId, sourceId, meter, cancellationToken);
}
