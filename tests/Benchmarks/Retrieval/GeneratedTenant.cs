using System.Globalization;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Trivium.Documents;
using Trivium.Embeddings;
using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>
/// A tenant as ingestions would have left it: the same items, with embeddings of the built-in embedder.
/// </summary>
/// <param name="Name">The tenant's name.</param>
/// <param name="Chunks">How many chunks it has, ten a document.</param>
/// <param name="HasTable">Whether it has a <see cref="SalesTable"/> too.</param>
internal sealed record GeneratedTenant(string Name, int Chunks, bool HasTable)
{
    private const int ChunksPerDocument = 10;
    private const int WordsPerChunk = 90;
    private const int HeadingWords = 3;

    private static readonly DateTimeOffset _writtenAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private int Documents => Chunks / ChunksPerDocument;

    // The odd numbers between are for what is hidden: so no range of numbers is all visible.
    private static long GenerationOf(int document) => 2 * (document + 1);

    /// <summary>What a reader sees who has so many generations to leave out.</summary>
    public Snapshot Snapshot(int hidden, EmbedderIdentity embedder) => new(
        (2 * Math.Max(Documents, hidden)) + 1,
        [.. Enumerable.Range(0, hidden).Select(number => (2L * number) + 1)],
        _writtenAt)
    {
        Chunks = ChunkSet.Of(embedder, 0),
    };

    /// <summary>The control item that says so.</summary>
    public ControlItem Control(int hidden, EmbedderIdentity embedder)
    {
        Snapshot snapshot = Snapshot(hidden, embedder);
        return new()
        {
            Tenant = Name,
            Next = snapshot.Next,
            Hidden = snapshot.Hidden,
            Serving = snapshot.Chunks,
            WantedEmbedder = embedder,
        };
    }

    /// <summary>Its items, in the order of documents.</summary>
    public async IAsyncEnumerable<GeneratedItem> ItemsAsync(
        GeneratedText words, BuiltInEmbeddingGenerator embedder, Random random)
    {
        string chunks = ContainerDefinitions.Chunks(EmbedderIdentity.Of(embedder));
        for (int number = 0; number < Documents; number++)
        {
            string document = string.Create(CultureInfo.InvariantCulture, $"document-{number:D6}");
            long generation = GenerationOf(number);
            bool hasTable = HasTable && number < SalesTable.Documents;
            string[] texts = [.. Enumerable.Range(0, ChunksPerDocument).Select(_ => words.Words(random, WordsPerChunk))];
            GeneratedEmbeddings<Embedding<float>> vectors = await embedder.GenerateAsync(texts);
            string title = words.Words(random, HeadingWords);
            PartitionKey key = PartitionKeys.Document(Name, document);
            yield return new(ContainerDefinitions.Documents, Document(document, generation, title, hasTable), key);
            for (int index = 0; index < texts.Length; index++)
            {
                ChunkItem chunk = Chunk(document, generation, index, title, texts[index]);
                yield return new(chunks, chunk with { Embedding = vectors[index].Vector.ToArray() }, key);
            }

            if (!hasTable) continue;

            PartitionKey rowsKey = PartitionKeys.Rows(Name, SalesTable.Name, document);
            foreach (var row in SalesTable.Rows(Name, document, generation, random))
                yield return new(ContainerDefinitions.Rows, row, rowsKey);
        }
    }

    private DocumentItem Document(string document, long generation, string title, bool hasTable) => new()
    {
        Id = DocumentItem.IdOf(generation),
        Tenant = Name,
        DocumentId = document,
        Accepted = 1,
        InstanceId = $"{Name}-{document}-1",
        Title = title,
        ContentType = "text/markdown",
        Language = "en",
        Content = new()
        {
            SourceId = document,
            Parts = 0,
            SizeBytes = 0,
            Sha256 = new('0', 64),
            ContentType = "text/markdown",
        },
        Sections = 0,
        Chunks = ChunksPerDocument,
        Rows = hasTable ? SalesTable.RowsPerDocument : 0,
        Generation = generation,
        CreatedAt = _writtenAt,
        UpdatedAt = _writtenAt,
        Tables = hasTable ? [SalesTable.Schema] : [],
    };

    private ChunkItem Chunk(string document, long generation, int index, string title, string text) => new()
    {
        Id = ChunkItem.IdOf(generation, index),
        Tenant = Name,
        DocumentId = document,
        Generation = generation,
        ChunkId = $"{document}-{index}",
        ContentHash = $"{document}-{index}",
        ChunkIndex = index,
        Text = text,
        Headings = [title],
        Terms = TermAnalyzer.IndexText($"{title}\n{text}", title),
        Title = title,
        ContentType = "text/markdown",
        Language = "en",
        UpdatedAt = _writtenAt,
    };
}

/// <summary>An item and where it belongs.</summary>
internal readonly record struct GeneratedItem(string Container, object Item, PartitionKey Key);
