using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Search;

/// <summary>Asks the store for the best chunks of a plan, best first.</summary>
internal sealed class ChunkRanking(TriviumDatabase database)
{
    public async Task<IReadOnlyList<FoundChunk>> RankAsync(
        string tenant, SearchPlan plan, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (plan.Ranking is not { } ranking) return [];

        var options = new QueryRequestOptions
        {
            PartitionKey = KeyOf(tenant, plan.Filter),
            // How rare a term is must not depend on what other tenants have, nor tell of it.
            FullTextScoreScope = FullTextScoreScope.Local,
        };
        List<FoundChunk> chunks = [];
        using FeedIterator iterator = database.ChunksOf(plan.Snapshot.Chunks)
            .GetItemQueryStreamIterator(ChunkQuery.Of(plan), null, options);
        while (iterator.HasMoreResults && chunks.Count < plan.Count)
        {
            using ResponseMessage response = meter.Count(await iterator.ReadNextAsync(cancellationToken));
            response.EnsureSuccessStatusCode();
            Feed? feed = await JsonSerializer.DeserializeAsync<Feed>(
                response.Content, CosmosJson.Options, cancellationToken);
            chunks.AddRange(feed?.Documents ?? []);
        }

        return ranking == SearchMode.Vector ? Settle(chunks) : chunks;
    }

    private static PartitionKey KeyOf(string tenant, SearchFilter? filter) => filter?.DocumentIds is [var only]
        ? PartitionKeys.Document(tenant, only)
        : PartitionKeys.Prefix(tenant);

    // Equal similarities come in any order from the store: twins in several documents, for one.
    private static List<FoundChunk> Settle(List<FoundChunk> chunks) =>
    [
        .. chunks
            .OrderByDescending(chunk => chunk.Similarity)
            .ThenBy(chunk => chunk.DocumentId, StringComparer.Ordinal)
            .ThenBy(chunk => chunk.ChunkIndex),
    ];

    private sealed record Feed(IReadOnlyList<FoundChunk> Documents);
}
