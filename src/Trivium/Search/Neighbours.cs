using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>
/// Reads the chunks beside hits: one query for each document, of one logical partition. A query over the whole tenant
/// would be one request, but has to look at every chunk where ids are not indexed across documents.
/// </summary>
internal sealed class Neighbours(TriviumDatabase database)
{
    private const string Query = "SELECT c.id, c.chunkId, c.generation, c.chunkIndex, c.text FROM c "
        + $"WHERE ({Snapshot.Condition}) AND ARRAY_CONTAINS(@ids, c.id)";

    /// <summary>Up to <paramref name="distance"/> chunks before and after each chunk, by the chunk's item id.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SearchNeighbour>>> OfAsync(
        string tenant,
        Snapshot snapshot,
        IReadOnlyList<FoundChunk> chunks,
        int distance,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        Task<Dictionary<string, Neighbour>>[] documents =
        [
            .. chunks.GroupBy(chunk => chunk.DocumentId, StringComparer.Ordinal).Select(document => ReadAsync(
                tenant,
                document.Key,
                snapshot,
                [.. document.SelectMany(chunk => IdsBeside(chunk, distance)).Distinct(StringComparer.Ordinal)],
                meter,
                cancellationToken)),
        ];
        Dictionary<string, Neighbour> byId = (await Task.WhenAll(documents)).SelectMany(found => found).ToDictionary();
        return chunks.ToDictionary(
            chunk => chunk.Id,
            IReadOnlyList<SearchNeighbour> (chunk) =>
            [
                .. IdsBeside(chunk, distance).Where(byId.ContainsKey).Select(id => byId[id])
                    .Select(beside => new SearchNeighbour(beside.ChunkId ?? beside.Id, beside.ChunkIndex, beside.Text)),
            ],
            StringComparer.Ordinal);
    }

    private static IEnumerable<string> IdsBeside(FoundChunk chunk, int distance) => Enumerable
        .Range(chunk.ChunkIndex - distance, (2 * distance) + 1)
        .Where(index => index >= 0 && index != chunk.ChunkIndex)
        .Select(index => ChunkItem.IdOf(chunk.Generation, index));

    private async Task<Dictionary<string, Neighbour>> ReadAsync(
        string tenant,
        string documentId,
        Snapshot snapshot,
        string[] ids,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        QueryDefinition query = SnapshotReader.WithSnapshot(
            new QueryDefinition(Query).WithParameterStream("@ids", ContainerItems.ToStream(ids)), snapshot);
        var options = new QueryRequestOptions { PartitionKey = PartitionKeys.Document(tenant, documentId) };
        var found = new Dictionary<string, Neighbour>(StringComparer.Ordinal);
        using FeedIterator iterator = database.ChunksOf(snapshot.Chunks)
            .GetItemQueryStreamIterator(query, null, options);
        while (iterator.HasMoreResults)
        {
            using ResponseMessage response = meter.Count(await iterator.ReadNextAsync(cancellationToken));
            response.EnsureSuccessStatusCode();
            Feed? feed = await JsonSerializer.DeserializeAsync<Feed>(
                response.Content, CosmosJson.Options, cancellationToken);
            foreach (Neighbour neighbour in feed?.Documents ?? []) found[neighbour.Id] = neighbour;
        }

        return found;
    }

    private sealed record Feed(IReadOnlyList<Neighbour> Documents);

    private sealed record Neighbour(string Id, string? ChunkId, int ChunkIndex, string Text);
}
