using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>What a set lacks: current documents that are not in it, and ingestions under way that do not write to it.</summary>
internal sealed class LackingDocuments(TriviumDatabase database)
{
    /// <summary>20: enough to see what it waits for.</summary>
    private const int WaitsForMax = 20;

    // What an item of a release before there were sets does not say: it is in set 0.
    private const string Lacks =
        "c.kind = 'head' AND IS_DEFINED(c.current) "
        + "AND (IS_DEFINED(c.current.embedded) ? NOT ARRAY_CONTAINS(c.current.embedded, @run) : @run != 0)";

    /// <summary>Some of the documents, those named left out.</summary>
    public async Task<IReadOnlyList<HeadItem>> PageAsync(
        string tenant, long run, IReadOnlyList<string> skip, int count, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        QueryDefinition query = new QueryDefinition(
            $"SELECT * FROM c WHERE {Lacks} AND NOT ARRAY_CONTAINS(@skip, c.documentId)")
            .WithParameter("@run", run)
            .WithParameter("@skip", skip);
        QueryPage<HeadItem> page = await database.Catalog.QueryPageAsync<HeadItem>(
            query, PartitionKeys.Catalog(tenant), null, count, meter, cancellationToken);
        return page.Items;
    }

    /// <summary>How many documents there are.</summary>
    public Task<int> CountAsync(string tenant, long run, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Catalog.FirstOrDefaultAsync<int>(
            new QueryDefinition($"SELECT VALUE COUNT(1) FROM c WHERE {Lacks}").WithParameter("@run", run),
            PartitionKeys.Catalog(tenant),
            meter,
            cancellationToken);

    /// <summary>The ingestions, some of them. They began before the set was there, so that their number only falls.</summary>
    public async Task<IReadOnlyList<string>> WritingAsync(
        string tenant, long run, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        const string Set = "(IS_DEFINED(c.embedded) ? ARRAY_CONTAINS(c.embedded, @run) OR ARRAY_CONTAINS(c.textOnly, @run) : @run = 0)";
        QueryDefinition query = new QueryDefinition(
            "SELECT VALUE c.instanceId FROM c WHERE c.kind = 'generation' AND c.state = 'writing' AND IS_DEFINED(c.source) "
            + $"AND NOT {Set}")
            .WithParameter("@run", run);
        QueryPage<string> page = await database.Catalog.QueryPageAsync<string>(
            query, PartitionKeys.Catalog(tenant), null, WaitsForMax, meter, cancellationToken);
        return page.Items;
    }
}
