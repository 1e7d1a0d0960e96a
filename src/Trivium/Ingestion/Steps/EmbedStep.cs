using Microsoft.Extensions.AI;
using Trivium.Chunking;
using Trivium.Documents;
using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Ingestion.Steps;

/// <summary>Embeds one slice of chunks and writes them with their terms.</summary>
internal sealed class EmbedStep(
    StepRunner runner,
    ParsedSources sources,
    SliceGate gate,
    ChunkTargets targets,
    IngestionRecords records,
    CurrentEmbeddings current,
    Pipeline pipeline)
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
        Range range = request.Slice.From..(request.Slice.From + request.Slice.Count);
        Chunk[] chunks = [.. parsed.Chunks.Take(range)];
        ChunkIdentity[] identities = [.. parsed.Identities.Take(range)];

        // Before the gate: a slow embedding service does not eat into the deadline of the writes.
        List<(ChunkTarget Target, IReadOnlyList<float[]?> Vectors)> made = [];
        foreach (ChunkTarget target in await targets.OfAsync(ingestion.Tenant, request.Write.Generation, scope.Meter, stop))
            made.Add((target, await VectorsAsync(ingestion, target, chunks, identities, scope, stop)));
        bool written = await gate.TryWriteAsync(
            ingestion.Tenant,
            request.Write.Generation,
            scope.Meter,
            (generation, deadline) => targets.WriteAsync(
                generation,
                [.. made.Select(each => (each.Target, chunks.Select((chunk, index) =>
                    ItemOf(generation, parsed, chunk, identities[index], each.Vectors[index]))))],
                scope,
                deadline),
            stop);
        if (written)
            await records.SliceDoneAsync(ingestion, request.Slice.Name, request.Slice.Count, scope.Meter, stop);
        return new(written);
    }

    /// <summary>
    /// The vectors of the chunks for a target: those that are known already, and the others made; none without its embedder.
    /// </summary>
    private async Task<IReadOnlyList<float[]?>> VectorsAsync(
        IngestRequest ingestion,
        ChunkTarget target,
        Chunk[] chunks,
        ChunkIdentity[] identities,
        StepScope scope,
        CancellationToken stop)
    {
        if (target.Embedder is not { } embedder) return new float[]?[chunks.Length];

        string[] hashes = [.. identities.Select(identity => identity.ContentHash).Distinct(StringComparer.Ordinal)];
        IReadOnlyDictionary<string, float[]> known = await current.FindAsync(
            ingestion.Tenant, ingestion.DocumentId, target, hashes, scope.Meter, stop);
        int[] missing = [.. Enumerable.Range(0, chunks.Length).Where(index => !known.ContainsKey(identities[index].ContentHash))];
        float[][] vectors = [.. identities.Select(identity => known.GetValueOrDefault(identity.ContentHash) ?? [])];
        scope.EmbeddingsReused += chunks.Length - missing.Length;
        if (missing.Length == 0) return vectors;

        string[] texts = [.. missing.Select(index => ChunkIdentity.TextOf(chunks[index]))];
        GeneratedEmbeddings<Embedding<float>> made = await embedder.Generator.GenerateAsync(texts, cancellationToken: stop);
        scope.Tokens += made.Usage?.TotalTokenCount ?? 0;
        embedder.CheckVectors(made, texts.Length);
        for (int index = 0; index < missing.Length; index++) vectors[missing[index]] = made[index].Vector.ToArray();
        return vectors;
    }

    private ChunkItem ItemOf(
        GenerationItem generation, ParsedSource parsed, Chunk chunk, ChunkIdentity identity, float[]? vector)
    {
        SourceDescription source = generation.Source!;
        return new()
        {
            Id = ChunkItem.IdOf(generation.Generation, chunk.Index),
            Tenant = generation.Tenant,
            DocumentId = generation.DocumentId,
            Generation = generation.Generation,
            ChunkId = identity.ChunkId(generation.DocumentId, pipeline.Version),
            ContentHash = identity.ContentHash,
            ChunkIndex = chunk.Index,
            Text = chunk.Text,
            Headings = chunk.Headings,
            Terms = TermAnalyzer.IndexText(ChunkIdentity.TextOf(chunk), chunk.Headings is [.., var heading] ? heading : null),
            Embedding = vector,
            Title = parsed.Document.Title,
            Source = source.Source,
            ContentType = source.ContentType,
            Language = parsed.Document.Language,
            Tags = DocumentMetadata.Tags(parsed.Document, source),
            UpdatedAt = generation.AcceptedAt!.Value,
        };
    }
}
