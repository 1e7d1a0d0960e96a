using System.Collections.ObjectModel;
using Microsoft.Azure.Cosmos;

namespace Trivium.Storage;

/// <summary>
/// The containers of the app: the one declaration from which they are created, checked and provisioned.
/// </summary>
public static class ContainerDefinitions
{
    /// <summary>Per tenant one control item, heads, running and dying generations, source markers.</summary>
    public const string Catalog = "catalog";

    /// <summary>Source bytes in parts, the document of each generation, sections.</summary>
    public const string Documents = "documents";

    /// <summary>Table rows.</summary>
    public const string Rows = "rows";

    /// <summary>Ingestion records, idempotency keys, secrets.</summary>
    public const string Operations = "operations";

    /// <summary>-1: items live until deleted unless they carry their own <c>ttl</c> (seconds).</summary>
    private const int TtlPerItem = -1;

    /// <summary>The chunks container of one embedder: dimensions are fixed per container.</summary>
    public static string Chunks(EmbedderIdentity embedder)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        return $"chunks-{embedder.Fingerprint}";
    }

    /// <summary>Every container, with its partition key, indexes and policies.</summary>
    /// <param name="embedder">The embedder: its dimensions, and its fingerprint in the name.</param>
    /// <param name="vectorIndex">The kind of vector index.</param>
    public static IReadOnlyList<ContainerProperties> All(EmbedderIdentity embedder, VectorIndexKind vectorIndex)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        return
        [
            Plain(Catalog, ["/tenant"], "/pending/source/metadata/*"),
            Plain(Documents, ["/tenant", "/documentId"], "/data/?", "/text/?", "/metadata/*", "/content/*", "/tables/*"),
            ChunksOf(embedder, vectorIndex),
            Plain(Rows, ["/tenant", "/table", "/documentId"]),
            WithTtl(Plain(Operations, ["/tenant", "/kind"], "/receipt/*", "/slices/*", "/attempts/*", "/deliveries/*")),
        ];
    }

    private static ContainerProperties Plain(string name, Collection<string> key, params ReadOnlySpan<string> unindexed)
    {
        var properties = new ContainerProperties(name, key);
        properties.IndexingPolicy.IncludedPaths.Add(new() { Path = "/*" });
        foreach (string path in unindexed) properties.IndexingPolicy.ExcludedPaths.Add(new() { Path = path });

        return properties;
    }

    private static ContainerProperties WithTtl(ContainerProperties properties)
    {
        properties.DefaultTimeToLive = TtlPerItem;
        return properties;
    }

    private static ContainerProperties ChunksOf(EmbedderIdentity embedder, VectorIndexKind vectorIndex)
    {
        ContainerProperties properties = Plain(
            Chunks(embedder), ["/tenant", "/documentId"], "/embedding/*", "/text/?", "/terms/?");
        properties.VectorEmbeddingPolicy = new(
        [
            new Microsoft.Azure.Cosmos.Embedding
            {
                Path = "/embedding",
                DataType = VectorDataType.Float32,
                DistanceFunction = DistanceFunction.Cosine,
                Dimensions = embedder.Dimensions,
            },
        ]);
        properties.FullTextPolicy = new()
        {
            DefaultLanguage = "en-US",
            FullTextPaths = [new FullTextPath { Path = "/terms", Language = "en-US" }],
        };
        properties.IndexingPolicy.VectorIndexes.Add(new()
        {
            Path = "/embedding",
            Type = vectorIndex switch
            {
                VectorIndexKind.QuantizedFlat => VectorIndexType.QuantizedFlat,
                VectorIndexKind.DiskAnn => VectorIndexType.DiskANN,
                _ => throw new ArgumentOutOfRangeException(nameof(vectorIndex), vectorIndex, "An unknown vector index."),
            },
            VectorIndexShardKey = ["/tenant"],
        });
        properties.IndexingPolicy.FullTextIndexes.Add(new() { Path = "/terms" });
        return properties;
    }
}

/// <summary>The kinds of vector index Cosmos DB offers for more than 505 dimensions.</summary>
public enum VectorIndexKind
{
    /// <summary>Exact over quantized vectors: up to about 50,000 vectors a tenant.</summary>
    QuantizedFlat,

    /// <summary>Approximate, for more.</summary>
    DiskAnn,
}
