using Microsoft.Azure.Cosmos;
using Trivium.Reembedding;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>
/// The embeddings of a document's current generation, by content: what a new version leaves as it is need not be paid for
/// again. They are asked of the set they are for, so the same content has the same embedding.
/// </summary>
internal sealed class CurrentEmbeddings(TriviumDatabase database)
{
    /// <summary>Those there are for these contents; none where the document is new, or gone meanwhile.</summary>
    public async Task<IReadOnlyDictionary<string, float[]>> FindAsync(
        string tenant,
        string documentId,
        ChunkSet? set,
        IReadOnlyCollection<string> contentHashes,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(documentId), PartitionKeys.Catalog(tenant), meter, cancellationToken);
        if (head?.Current is not { } current) return found;

        QueryDefinition query = new QueryDefinition(
            "SELECT c.contentHash, c.embedding FROM c "
            + "WHERE c.generation = @generation AND IS_DEFINED(c.embedding) AND ARRAY_CONTAINS(@hashes, c.contentHash)")
            .WithParameter("@generation", current.Generation)
            .WithParameterStream("@hashes", ContainerItems.ToStream(contentHashes));
        IAsyncEnumerable<KnownEmbedding> known = database.ChunksOf(set).QueryAsync<KnownEmbedding>(
            query, PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        await foreach (KnownEmbedding item in known) found.TryAdd(item.ContentHash, item.Embedding);
        return found;
    }

    private sealed record KnownEmbedding(string ContentHash, float[] Embedding);
}
