using System.Text.Json;
using Trivium.Extraction;
using Trivium.Storage;
using Trivium.Tables;

namespace Trivium.Ingestion.Steps;

/// <summary>Writes one slice of sections or of the rows of tables.</summary>
internal sealed class ProjectStep(
    StepRunner runner,
    ParsedSources sources,
    StreamedRowsWriter streamed,
    SliceGate gate,
    TriviumDatabase database,
    IngestionRecords records)
{
    public Task<StepResult<SliceOutcome>> RunAsync(SliceRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(
            Ingest.Project.Name,
            IngestionStages.Project,
            request.Write.Ingestion,
            async (scope, stop) =>
            {
                if (request.Slice.Kind == SliceKind.StreamedRows)
                    return new(await streamed.WriteAsync(request, scope, stop));

                IngestRequest ingestion = request.Write.Ingestion;
                ParsedSource parsed = await sources.GetAsync(
                    ingestion.Tenant, ingestion.DocumentId, request.Write.Source!, scope.Meter, stop);
                bool written = await gate.TryWriteAsync(
                    ingestion.Tenant,
                    request.Write.Generation,
                    scope.Meter,
                    (_, deadline) => WriteAsync(request, parsed, scope, deadline),
                    stop);
                if (written)
                    await records.SliceDoneAsync(ingestion, request.Slice.Name, request.Slice.Count, scope.Meter, stop);
                return new SliceOutcome(written);
            },
            cancellationToken);

    private Task WriteAsync(SliceRequest request, ParsedSource parsed, StepScope scope, CancellationToken deadline)
    {
        IngestRequest ingestion = request.Write.Ingestion;
        Slice slice = request.Slice;
        return slice.Kind switch
        {
            SliceKind.Sections => ItemBatches.UpsertAllAsync(
                database.Documents,
                PartitionKeys.Document(ingestion.Tenant, ingestion.DocumentId),
                SectionSplit.Items(parsed, ingestion.Tenant, ingestion.DocumentId, request.Write.Generation)
                    .Skip(slice.From).Take(slice.Count),
                scope,
                deadline),
            SliceKind.Rows => ItemBatches.UpsertAllAsync(
                database.Rows,
                PartitionKeys.Rows(ingestion.Tenant, slice.Table!, ingestion.DocumentId),
                Rows(request.Write, parsed.Tables.First(table => table.Name == slice.Table), slice),
                scope,
                deadline),
            SliceKind.SmallTables => WriteTablesAsync(request, parsed, scope, deadline),
            SliceKind.StreamedRows => throw new ArgumentException("Streamed rows are not parsed.", nameof(request)),
            SliceKind.Chunks => throw new ArgumentException("Chunks are written by the embedding activity.", nameof(request)),
            _ => throw new ArgumentOutOfRangeException(nameof(request), slice.Kind, "An unknown kind of slice."),
        };
    }

    private async Task WriteTablesAsync(
        SliceRequest request, ParsedSource parsed, StepScope scope, CancellationToken deadline)
    {
        IngestRequest ingestion = request.Write.Ingestion;
        foreach (ExtractedTable table in Slices.TablesOf(parsed, request.Slice))
        {
            await ItemBatches.UpsertAllAsync(
                database.Rows,
                PartitionKeys.Rows(ingestion.Tenant, table.Name, ingestion.DocumentId),
                Rows(request.Write, table, new(SliceKind.Rows, table.Name, 0, table.Rows.Count)),
                scope,
                deadline);
        }
    }

    private static IEnumerable<RowItem> Rows(WriteRequest write, ExtractedTable table, Slice slice)
    {
        for (int index = slice.From; index < slice.From + slice.Count; index++)
        {
            yield return RowOf(write, table.Name, index, table.Rows[index]);
        }
    }

    /// <summary>A row of the generation that is being written.</summary>
    public static RowItem RowOf(
        WriteRequest write, string table, int index, IReadOnlyDictionary<string, JsonElement> data) =>
        new()
        {
            Id = RowItem.IdOf(write.Generation, index),
            Tenant = write.Ingestion.Tenant,
            Table = table,
            DocumentId = write.Ingestion.DocumentId,
            Generation = write.Generation,
            RowIndex = index,
            Data = data,
        };
}
