using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>Reads table plans, the last few of them once: the slices of one table mostly run in one process.</summary>
internal sealed class TablePlans(TriviumDatabase database)
{
    /// <summary>8 plans: each has up to some hundred KB.</summary>
    private const int KeptMax = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<TablePlanItem> _recent = new();

    /// <summary>The plan; null when it is not there any more, as after a purge. It never changes.</summary>
    public async Task<TablePlanItem?> FindAsync(
        WriteRequest write, string table, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        IngestRequest ingestion = write.Ingestion;
        string id = TablePlanItem.IdOf(write.Generation, table);
        lock (_gate)
        {
            if (_recent.FirstOrDefault(plan => plan.Id == id && plan.Tenant == ingestion.Tenant) is { } kept) return kept;
        }

        TablePlanItem? read = await database.Documents.ReadOrNullAsync<TablePlanItem>(
            id, PartitionKeys.Document(ingestion.Tenant, ingestion.DocumentId), meter, cancellationToken);
        if (read is not null) Keep(read);
        return read;
    }

    private void Keep(TablePlanItem plan)
    {
        lock (_gate)
        {
            _recent.AddFirst(plan);
            if (_recent.Count > KeptMax) _recent.RemoveLast();
        }
    }
}
