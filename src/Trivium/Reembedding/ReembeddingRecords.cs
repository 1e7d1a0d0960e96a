using Microsoft.Azure.Cosmos;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Reembedding;

/// <summary>The records of re-embeddings.</summary>
internal sealed class ReembeddingRecords(TriviumDatabase database, Receipts receipts, TimeProvider time)
{
    public Task<ReembeddingItem?> ReadAsync(
        string tenant, long run, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.ReadOrNullAsync<ReembeddingItem>(
            ReembeddingItem.IdOf(run), ReembeddingItem.KeyOf(tenant), meter, cancellationToken);

    /// <summary>The receipt of the last one that ended; null where there was none.</summary>
    /// <param name="tenant">The tenant; null: any.</param>
    /// <param name="meter">Counts the request units.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ReembeddingReceipt?> LastReceiptAsync(
        string? tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(
            "SELECT TOP 1 * FROM c WHERE c.kind = 'reembedding' AND c.state = 'completed' ORDER BY c.updatedAt DESC");
        ReembeddingItem? last = await database.Operations.FirstOrDefaultAsync<ReembeddingItem>(
            query, tenant is null ? null : ReembeddingItem.KeyOf(tenant), meter, cancellationToken);
        return last?.Receipt;
    }

    /// <summary>Opens the record of a set that is to be filled; one that waits or failed is running again.</summary>
    public async Task<ReembeddingItem> OpenAsync(
        string tenant, ChunkSet serving, ChunkSet target, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        ReembeddingItem? item = await ReadAsync(tenant, target.Run, meter, cancellationToken);
        ReembeddingItem opened = item is not null and not { State: ReembeddingState.Completed }
            ? item with { State = ReembeddingState.Running, UpdatedAt = now, ETag = null }
            : new()
            {
                Id = ReembeddingItem.IdOf(target.Run),
                Tenant = tenant,
                Run = target.Run,
                From = serving.Name,
                To = target.Name,
                State = ReembeddingState.Running,
                CreatedAt = now,
                UpdatedAt = now,
            };
        await database.Operations.UpsertAsync(opened, ReembeddingItem.KeyOf(tenant), meter, cancellationToken);
        return opened;
    }

    /// <summary>Notes where it stands; once it is completed it stays so.</summary>
    public Task NoteAsync(
        string tenant,
        FillSum sum,
        ReembeddingState state,
        IReadOnlyList<string> waitsFor,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            tenant,
            sum,
            item => item with { State = state, WaitsFor = waitsFor, Failed = sum.Failed, Spent = sum with { Failed = [] } },
            meter,
            cancellationToken);

    /// <summary>Ends it with its receipt.</summary>
    public Task CompleteAsync(
        string tenant, FillSum sum, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        ChangeAsync(
            tenant,
            sum,
            item => item with
            {
                State = ReembeddingState.Completed,
                WaitsFor = [],
                Failed = [],
                Receipt = ReceiptOf(item, sum),
            },
            meter,
            cancellationToken);

    private async Task ChangeAsync(
        string tenant,
        FillSum sum,
        Func<ReembeddingItem, ReembeddingItem> change,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            ReembeddingItem? item = await ReadAsync(tenant, sum.Run, meter, cancellationToken);
            if (item is null or { State: ReembeddingState.Completed }) return;

            ReembeddingItem changed = change(item) with { UpdatedAt = time.GetUtcNow(), ETag = null };
            bool stored = await database.Operations.TryReplaceAsync(
                changed, item.Id, item.ETag, ReembeddingItem.KeyOf(tenant), meter, cancellationToken);
            if (stored) return;
        }
    }

    private ReembeddingReceipt ReceiptOf(ReembeddingItem item, FillSum sum) => new()
    {
        Documents = sum.Documents,
        Chunks = sum.Chunks,
        DurationMs = (long)(time.GetUtcNow() - item.CreatedAt).TotalMilliseconds,
        RequestUnits = Math.Round(sum.Usage.RequestUnits, 2),
        EmbeddingTokens = sum.Usage.Tokens,
        StoredBytes = sum.Usage.StoredBytes,
        Cost = receipts.CostOf(sum.Usage.RequestUnits, sum.Usage.Tokens, sum.Usage.StoredBytes),
    };
}
