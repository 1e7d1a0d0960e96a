using System.Text.Json;
using Trivium.Documents;
using Trivium.Extraction;
using Trivium.Storage;
using Trivium.Tables;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// Parses the source, registers the generation's tables and writes its document item, with the sections where they are
/// few.
/// </summary>
internal sealed class ParseStep(
    StepRunner runner,
    ParsedSources sources,
    SliceGate gate,
    CatalogWriter catalog,
    TriviumDatabase database,
    IngestionRecords records)
{
    public Task<StepResult<ParsedPlan>> RunAsync(WriteRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync(
            Ingest.Parse.Name,
            IngestionStages.Parse,
            request.Ingestion,
            (scope, stop) => ParseAsync(request, scope, stop),
            cancellationToken);

    private async Task<ParsedPlan> ParseAsync(WriteRequest request, StepScope scope, CancellationToken stop)
    {
        IngestRequest ingestion = request.Ingestion;
        ParsedSource parsed = await sources.GetAsync(
            ingestion.Tenant, ingestion.DocumentId, request.Source!, scope.Meter, stop);
        string[] tables = [.. parsed.Tables.Select(table => table.Name)];
        bool registered = await catalog.ExecuteAsync(
            ingestion.Tenant, new RegisterTables(request.Generation, tables), scope.Meter, stop);
        if (!registered) return ParsedPlan.NotWritten;

        int sections = SectionSplit.Count(parsed);
        Slice? withDocument = Slices.WithDocument(sections);
        bool written = await gate.TryWriteAsync(
            ingestion.Tenant,
            request.Generation,
            scope.Meter,
            (generation, deadline) => ItemBatches.UpsertAllAsync(
                database.Documents,
                PartitionKeys.Document(ingestion.Tenant, ingestion.DocumentId),
                ItemsOf(generation, parsed, sections, withDocument),
                scope,
                deadline),
            stop);
        if (!written) return ParsedPlan.NotWritten;

        IReadOnlyList<Slice> slices = Slices.Of(parsed, sections);
        Slice[] done = withDocument is null ? [] : [withDocument];
        await records.SetTotalAsync(
            ingestion, slices.Concat(done).Sum(slice => slice.Count), done, scope.Meter, stop);
        return new(
            true, parsed.Chunks.Count, RowsOf(parsed), tables, await LeftAsync(ingestion, slices, scope, stop));
    }

    /// <summary>The slices that earlier runs have not written: the generation is theirs, and so is the cut.</summary>
    private async Task<IReadOnlyList<Slice>> LeftAsync(
        IngestRequest ingestion, IReadOnlyList<Slice> slices, StepScope scope, CancellationToken stop)
    {
        if (ingestion.Run == 0) return slices;

        IngestionItem? item = await records.ReadAsync(ingestion.Tenant, ingestion.IngestionId, scope.Meter, stop);
        return item is null
            ? slices
            : [.. slices.Where(slice => item.Slices.GetValueOrDefault(slice.Name) < slice.Count)];
    }

    private static IEnumerable<object> ItemsOf(
        GenerationItem generation, ParsedSource parsed, int sections, Slice? withDocument)
    {
        yield return DocumentOf(generation, parsed, sections);
        foreach (ExtractedTable table in parsed.Tables)
        {
            if (table.Streamed is { } rows) yield return TablePlanItem.Of(generation, table.Name, rows);
        }

        if (withDocument is null) yield break;

        foreach (SectionItem section in SectionSplit.Items(
            parsed, generation.Tenant, generation.DocumentId, generation.Generation)) yield return section;
    }

    private static int RowsOf(ParsedSource parsed) => parsed.Document.Tables.Sum(table => table.Rows.Count);

    private static DocumentItem DocumentOf(GenerationItem generation, ParsedSource parsed, int sections) => new()
    {
        Id = DocumentItem.IdOf(generation.Generation),
        Tenant = generation.Tenant,
        DocumentId = generation.DocumentId,
        Generation = generation.Generation,
        Accepted = generation.Accepted,
        InstanceId = IngestionIds.IngestionOf(generation.InstanceId),
        Title = parsed.Document.Title,
        Source = generation.Source!.Source,
        ContentType = generation.Source.ContentType,
        Language = parsed.Document.Language,
        Tags = DocumentMetadata.Tags(parsed.Document, generation.Source),
        Metadata = DocumentMetadata.Merge(parsed.Document, generation.Source),
        Content = generation.Source with { Metadata = null },
        Sections = sections,
        Chunks = parsed.Chunks.Count,
        Rows = RowsOf(parsed),
        Tables = [.. parsed.Tables.Select(SchemaOf)],
        CreatedAt = generation.CreatedAt!.Value,
        UpdatedAt = generation.AcceptedAt!.Value,
    };

    private static TableSchema SchemaOf(ExtractedTable table) => new(
        table.Name,
        [
            .. table.Columns.Select(
                column => new ColumnSchema(column.Name, column.Type, column.Nullable, Short(column.Example))),
        ],
        table.Rows.Count);

    /// <summary>An example shows what a column is like; a long one would only fill the item.</summary>
    private static JsonElement? Short(JsonElement? example) =>
        example is { } value && value.GetRawText().Length <= ColumnSchema.ExampleCharsMax ? value : null;
}
