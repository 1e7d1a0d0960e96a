using Trivium.Documents;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;
using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Tables;

namespace Trivium.Ingestion;

/// <summary>
/// Writes a slice of a streamed table: reads its own range of the source's parts and writes a group of rows at a time,
/// each behind its gate. How far it has come is noted after each group, so another attempt goes on from there.
/// </summary>
internal sealed class StreamedRowsWriter(
    TablePlans plans, SourceParts parts, SliceGate gate, TriviumDatabase database, IngestionRecords records)
{
    /// <summary>4 Mi characters of source: rows of a megabyte are not held by the thousand.</summary>
    private const int GroupCharsMax = 4 * 1024 * 1024;

    /// <summary>False: the generation is no longer being written.</summary>
    public async Task<bool> WriteAsync(SliceRequest request, StepScope scope, CancellationToken stop)
    {
        (WriteRequest write, Slice slice) = request;
        IngestRequest ingestion = write.Ingestion;
        TablePlanItem? plan = await plans.FindAsync(write, slice.Table!, scope.Meter, stop);
        if (plan is null) return false;

        IngestionItem? record = await records.ReadAsync(ingestion.Tenant, ingestion.IngestionId, scope.Meter, stop);
        int next = slice.From + (record?.Slices.GetValueOrDefault(slice.Name) ?? 0);
        SourceReference source = write.Source!;
        await using var stream = new SourceStream(
            parts, ingestion.Tenant, ingestion.DocumentId, source.SourceId, source.SizeBytes, scope.Meter);
        try
        {
            var format = (IStreamedFormat)ContentTypes.Parse(source.ContentType).Format;
            RowStream rows = await RowStream.OpenAsync(format, plan.Rows, stream, next, stop);
            while (rows.NextRow < slice.From + slice.Count)
            {
                List<RowItem> group = await ReadGroupAsync(rows, write, slice, stop);
                if (!await WriteGroupAsync(write, slice, group, scope, stop)) return false;

                await records.SliceDoneAsync(ingestion, slice.Name, rows.NextRow - slice.From, scope.Meter, stop);
            }
        }
        catch (SourceGoneException exception)
        {
            throw ParsedSources.Gone(ingestion.DocumentId, exception);
        }

        return true;
    }

    private static async Task<List<RowItem>> ReadGroupAsync(
        RowStream rows, WriteRequest write, Slice slice, CancellationToken stop)
    {
        List<RowItem> group = [];
        long charsMax = rows.CharsRead + GroupCharsMax;
        while (rows.NextRow < slice.From + slice.Count && group.Count < Slices.RowsMax && rows.CharsRead < charsMax)
        {
            int index = rows.NextRow;
            group.Add(ProjectStep.RowOf(write, slice.Table!, index, await rows.ReadAsync(stop)));
        }

        return group;
    }

    private Task<bool> WriteGroupAsync(
        WriteRequest write, Slice slice, List<RowItem> group, StepScope scope, CancellationToken stop) =>
        gate.TryWriteAsync(
            write.Ingestion.Tenant,
            write.Generation,
            scope.Meter,
            (_, deadline) => ItemBatches.UpsertAllAsync(
                database.Rows,
                PartitionKeys.Rows(write.Ingestion.Tenant, slice.Table!, write.Ingestion.DocumentId),
                group,
                scope,
                deadline),
            stop);
}
