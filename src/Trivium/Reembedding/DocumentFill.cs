using System.Globalization;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Trivium.Chunking;
using Trivium.Errors;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Embeds the chunks of one current generation into another set: the same items with other vectors.</summary>
internal sealed class DocumentFill(TriviumDatabase database, CatalogWriter catalog, TimeProvider time)
{
    /// <summary>128 chunks: one or two requests of an embedding service, and 2 MB of vectors, as in an ingestion.</summary>
    private const int PageMax = 128;

    /// <summary>Embeds what is not there yet, a limited number of chunks.</summary>
    /// <exception cref="TriviumException">The chunks cannot be embedded, or some of the old ones are not there.</exception>
    public async Task<DocumentFillResult> RunAsync(DocumentFillJob job, CancellationToken stop)
    {
        int total = await CountAsync(job, job.Source, "", stop);
        int there = await CountAsync(job, job.Target, "AND IS_DEFINED(c.embedding)", stop);
        int made = 0;

        // Pages are filled in order, so what is there says where to go on; only ingestions leave gaps before that.
        int from = there - (there % PageMax);
        bool whole = from == 0;
        while (there < total)
        {
            for (; from < total; from += PageMax)
            {
                if (made >= job.ChunksMax) return new(made, FillEnd.Unfinished);
                if (await FillPageAsync(job, from, stop) is not { } added) return new(made, FillEnd.Gone);

                made += added;
                there += added;
            }

            if (there < total && whole) throw Incomplete(job, total, there);

            (from, whole) = (0, true);
        }

        var mark = new MarkEmbedded(job.DocumentId, job.Generation, job.Target.Run);
        bool marked = await catalog.ExecuteAsync(job.Tenant, mark, job.Scope.Meter, stop);
        return new(made, marked ? FillEnd.Done : FillEnd.Gone);
    }

    /// <summary>How many chunks of a page were added; null where they are not wanted any more.</summary>
    private async Task<int?> FillPageAsync(DocumentFillJob job, int from, CancellationToken stop)
    {
        HashSet<string> known = await ReadAsync<string>(
            job, job.Target, "VALUE c.id", "AND IS_DEFINED(c.embedding)", from, stop).ToHashSetAsync(StringComparer.Ordinal, stop);
        ChunkItem[] missing = await ReadAsync<ChunkItem>(job, job.Source, "*", "", from, stop)
            .Where(item => !known.Contains(item.Id)).ToArrayAsync(stop);
        if (missing.Length == 0) return 0;

        // Before the gate: a slow embedding service does not eat into the deadline of the writes.
        string[] texts = [.. missing.Select(item => ChunkIdentity.TextOf(item.Headings, item.Text))];
        GeneratedEmbeddings<Embedding<float>> vectors = await job.Embedder.Generator.GenerateAsync(
            texts, cancellationToken: stop);
        job.Scope.Tokens += vectors.Usage?.TotalTokenCount ?? 0;
        job.Embedder.CheckVectors(vectors, texts.Length);
        IEnumerable<ChunkItem> items = missing.Select((item, index) => item with { Embedding = vectors[index].Vector.ToArray() });
        return await TryWriteAsync(job, items, stop) ? missing.Length : null;
    }

    /// <summary>
    /// Writes behind a gate like that of ingestions: the generation is current and the set is to be filled, and nothing is
    /// sent later than the deadline after that was read. So neither a purge nor an emptying is overtaken.
    /// </summary>
    private async Task<bool> TryWriteAsync(DocumentFillJob job, IEnumerable<ChunkItem> items, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(VisibilityLimits.SliceDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        PartitionKey key = PartitionKeys.Catalog(job.Tenant);
        ControlItem? control = await database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, key, job.Scope.Meter, either.Token);
        HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(job.DocumentId), key, job.Scope.Meter, either.Token);
        if (control?.FillTarget()?.Run != job.Target.Run || head?.Current?.Generation != job.Generation) return false;

        await ItemBatches.UpsertAllAsync(database.ChunksOf(job.Target), job.Key, items, job.Scope, either.Token);
        return true;
    }

    private IAsyncEnumerable<T> ReadAsync<T>(
        DocumentFillJob job, ChunkSet set, string columns, string condition, int from, CancellationToken stop)
    {
        QueryDefinition query = new QueryDefinition(
            $"SELECT {columns} FROM c WHERE c.generation = @generation AND c.chunkIndex >= @from AND c.chunkIndex < @to {condition}")
            .WithParameter("@generation", job.Generation)
            .WithParameter("@from", from)
            .WithParameter("@to", from + PageMax);
        return database.ChunksOf(set).QueryAsync<T>(query, job.Key, job.Scope.Meter, stop);
    }

    private Task<int> CountAsync(DocumentFillJob job, ChunkSet set, string condition, CancellationToken stop)
    {
        QueryDefinition query = new QueryDefinition(
            $"SELECT VALUE COUNT(1) FROM c WHERE c.generation = @generation {condition}")
            .WithParameter("@generation", job.Generation);
        return database.ChunksOf(set).FirstOrDefaultAsync<int>(query, job.Key, job.Scope.Meter, stop);
    }

    private static TriviumException Incomplete(DocumentFillJob job, int total, int there) => new(
        ErrorCode.Internal,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Of {total} chunks of '{job.DocumentId}' only {there} could be found to be embedded. Send the document again."));
}

/// <summary>A document to embed into another set.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Generation">Its current generation.</param>
/// <param name="Source">The set that answers: its chunks are all there.</param>
/// <param name="Target">The set to fill; the same one where only vectors are missing.</param>
/// <param name="Embedder">The target's embedder.</param>
/// <param name="ChunksMax">About how many chunks to embed in this call.</param>
/// <param name="Scope">What it uses.</param>
internal sealed record DocumentFillJob(
    string Tenant,
    string DocumentId,
    long Generation,
    ChunkSet Source,
    ChunkSet Target,
    KnownEmbedder Embedder,
    int ChunksMax,
    StepScope Scope)
{
    public PartitionKey Key => PartitionKeys.Document(Tenant, DocumentId);
}

/// <summary>How far a document has come.</summary>
/// <param name="Chunks">Chunks embedded by this call.</param>
/// <param name="End">Where it stands.</param>
internal sealed record DocumentFillResult(int Chunks, FillEnd End);

/// <summary>Where a document stands.</summary>
internal enum FillEnd
{
    /// <summary>All of it is in the set.</summary>
    Done,

    /// <summary>There is more of it to embed.</summary>
    Unfinished,

    /// <summary>It has another generation by now, or the set is not to be filled any more.</summary>
    Gone,
}
