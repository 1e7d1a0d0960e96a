using Microsoft.Extensions.AI;
using Trivium.Chunking;
using Trivium.Documents;
using Trivium.Errors;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Ingestion.Steps;

/// <summary>Embeds one slice of chunks and writes them with their terms.</summary>
internal sealed class EmbedStep(
    StepRunner runner,
    ParsedSources sources,
    SliceGate gate,
    TriviumDatabase database,
    IngestionRecords records,
    IEmbeddingGenerator<string, Embedding<float>> embedder)
{
    public Task<StepResult<SliceOutcome>> RunAsync(SliceRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(
            Ingest.Embed.Name,
            IngestionStages.Embed,
            request.Write.Ingestion,
            (scope, stop) => EmbedAsync(request, scope, stop),
            cancellationToken);

    private async Task<SliceOutcome> EmbedAsync(SliceRequest request, StepScope scope, CancellationToken stop)
    {
        IngestRequest ingestion = request.Write.Ingestion;
        ParsedSource parsed = await sources.GetAsync(
            ingestion.Tenant, ingestion.DocumentId, request.Write.Source!, scope.Meter, stop);
        Chunk[] chunks = [.. parsed.Chunks.Skip(request.Slice.From).Take(request.Slice.Count)];
        string[] texts = [.. chunks.Select(TextOf)];

        // Before the gate: a slow embedding service does not eat into the deadline of the writes.
        GeneratedEmbeddings<Embedding<float>> embeddings = await embedder.GenerateAsync(texts, cancellationToken: stop);
        scope.Tokens += embeddings.Usage?.TotalTokenCount ?? 0;
        CheckVectors(embeddings, texts.Length);
        bool written = await gate.TryWriteAsync(
            ingestion.Tenant,
            request.Write.Generation,
            scope.Meter,
            (generation, deadline) => ItemBatches.UpsertAllAsync(
                database.Chunks,
                PartitionKeys.Document(ingestion.Tenant, ingestion.DocumentId),
                chunks.Select((chunk, index) => ItemOf(generation, parsed, chunk, texts[index], embeddings[index])),
                scope,
                deadline),
            stop);
        if (written)
            await records.SliceDoneAsync(ingestion, request.Slice.Name, request.Slice.Count, scope.Meter, stop);
        return new(written);
    }

    /// <summary>What is embedded and indexed: the headings give a passage its context.</summary>
    private static string TextOf(Chunk chunk) => string.Join('\n', [.. chunk.Headings, chunk.Text]);

    private void CheckVectors(GeneratedEmbeddings<Embedding<float>> embeddings, int count)
    {
        int dimensions = database.Embedder.Dimensions;
        if (embeddings.Count != count || embeddings.Any(embedding => embedding.Vector.Length != dimensions))
            throw new TriviumException(
                ErrorCode.Internal,
                $"The embedder {database.Embedder.Model} gave {embeddings.Count} vectors for {count} texts, "
                + $"or some not of {dimensions} dimensions.");
    }

    private static ChunkItem ItemOf(
        GenerationItem generation, ParsedSource parsed, Chunk chunk, string text, Embedding<float> embedding)
    {
        SourceDescription source = generation.Source!;
        return new()
        {
            Id = ChunkItem.IdOf(generation.Generation, chunk.Index),
            Tenant = generation.Tenant,
            DocumentId = generation.DocumentId,
            Generation = generation.Generation,
            ChunkIndex = chunk.Index,
            Text = chunk.Text,
            Headings = chunk.Headings,
            Terms = TermAnalyzer.IndexText(text),
            Embedding = embedding.Vector.ToArray(),
            Title = parsed.Document.Title,
            Source = source.Source,
            ContentType = source.ContentType,
            Language = parsed.Document.Language,
            Tags = DocumentMetadata.Tags(parsed.Document, source),
            UpdatedAt = generation.AcceptedAt!.Value,
        };
    }
}
