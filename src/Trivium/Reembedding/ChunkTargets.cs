using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>A set that a generation's chunks are written to.</summary>
/// <param name="Set">The set; null: a tenant that has none yet, and the container of the app's embedder.</param>
/// <param name="Embedder">What makes its vectors; null: it cannot be called here, and chunks are written without.</param>
/// <param name="Replaces">The generation that has such vectors of the document already; null: none.</param>
internal sealed record ChunkTarget(ChunkSet? Set, KnownEmbedder? Embedder, long? Replaces);

/// <summary>
/// Where an ingestion writes its chunks: to what answers and to what is being filled, each with the vectors of its own
/// embedder. Where that cannot be called the words are written all the same, and the generation says so before they are.
/// </summary>
internal sealed class ChunkTargets(TriviumDatabase database, Embedders embedders, CatalogWriter catalog)
{
    /// <summary>The sets that a generation belongs to and that are still live.</summary>
    public async Task<IReadOnlyList<ChunkTarget>> OfAsync(
        string tenant, long generation, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        ControlItem? control = await ReadControlAsync(tenant, meter, cancellationToken);
        GenerationItem? item = await database.Catalog.ReadOrNullAsync<GenerationItem>(
            GenerationItem.IdOf(generation), PartitionKeys.Catalog(tenant), meter, cancellationToken);
        if (item is null) return [];
        if (control?.Serving is null) return [new(null, embedders.Own, item.Replaces)];

        List<ChunkTarget> targets = [];
        foreach (ChunkSet set in control.LiveSets())
        {
            bool embedded = item.Embedded.Contains(set.Run);
            if (!embedded && !item.TextOnly.Contains(set.Run)) continue;

            KnownEmbedder? embedder = embedders.Find(set);
            if (embedder is null && embedded)
                await catalog.ExecuteAsync(tenant, new LeaveOutVectors(generation, set.Run), meter, cancellationToken);
            targets.Add(new(set, embedder, item.Replaces));
        }

        return targets;
    }

    /// <summary>
    /// Writes chunks to those targets that are still live; to be called behind <see cref="SliceGate"/>, whose deadline keeps
    /// what is sent ahead of the emptying of a set that ceases to be live meanwhile.
    /// </summary>
    /// <param name="generation">The generation.</param>
    /// <param name="targets">Where to, and the chunks for it.</param>
    /// <param name="scope">What it used.</param>
    /// <param name="deadline">The gate's.</param>
    public async Task WriteAsync(
        GenerationItem generation,
        IReadOnlyList<(ChunkTarget Target, IEnumerable<ChunkItem> Items)> targets,
        StepScope scope,
        CancellationToken deadline)
    {
        ControlItem? control = await ReadControlAsync(generation.Tenant, scope.Meter, deadline);
        foreach ((ChunkTarget target, IEnumerable<ChunkItem> items) in targets)
        {
            bool live = target.Set is null || control!.LiveSets().Any(set => set.Run == target.Set.Run);
            if (!live) continue;

            await ItemBatches.UpsertAllAsync(
                database.ChunksOf(target.Set),
                PartitionKeys.Document(generation.Tenant, generation.DocumentId),
                items,
                scope,
                deadline);
        }
    }

    private Task<ControlItem?> ReadControlAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Catalog.ReadOrNullAsync<ControlItem>(
            ControlItem.ControlId, PartitionKeys.Catalog(tenant), meter, cancellationToken);
}
