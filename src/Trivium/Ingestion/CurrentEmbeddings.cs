using Microsoft.Azure.Cosmos;
using Trivium.Reembedding;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>
/// The embeddings of a document's current generation, by content: what a new version leaves as it is need not be paid for
/// again. They are asked of the set they are for, so the same content has the same embedding.
/// </summary>
internal sealed class CurrentEmbeddings(TriviumDatabase database)
{
    /// <summary>Those there are for these contents; none where the document is new, or gone meanwhile.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="target">
    /// The set, and the generation that was current when the one to be written was begun: it stays current until that is
    /// committed, for no other can be meanwhile.
    /// </param>
    /// <param name="contentHashes">What is looked for.</param>
    /// <param name="meter">Counts the request units.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, float[]>> FindAsync(
        string tenant,
        string documentId,
        ChunkTarget target,
        IReadOnlyCollection<string> contentHashes,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        if (target.Replaces is not { } current) return found;

        QueryDefinition query = new QueryDefinition(
            "SELECT c.contentHash, c.embedding FROM c "
            + "WHERE c.generation = @generation AND IS_DEFINED(c.embedding) AND ARRAY_CONTAINS(@hashes, c.contentHash)")
            .WithParameter("@generation", current)
            .WithParameterStream("@hashes", ContainerItems.ToStream(contentHashes));
        IAsyncEnumerable<KnownEmbedding> known = database.ChunksOf(target.Set).QueryAsync<KnownEmbedding>(
            query, PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        await foreach (KnownEmbedding item in known) found.TryAdd(item.ContentHash, item.Embedding);
        return found;
    }

    private sealed record KnownEmbedding(string ContentHash, float[] Embedding);
}
