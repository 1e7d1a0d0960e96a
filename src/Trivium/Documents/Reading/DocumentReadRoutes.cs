using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Http;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Tenancy;
using Trivium.Visibility;

namespace Trivium.Documents.Reading;

/// <summary>The handlers of the routes that read documents.</summary>
internal static class DocumentReadRoutes
{
    public static async Task<IResult> ListAsync(
        Caller caller, DocumentList documents, Paging paging, RequestUnitMeter meter, CancellationToken stop,
        string? tag, string? language, string? source, string? contentType, int? top, string? continuation)
    {
        int count = Paging.Top(top);
        OpenPage page = await paging.OpenAsync(
            "documents", continuation, meter, stop, tag, language, source, contentType);
        QueryPage<DocumentSummary> found = await documents.PageAsync(
            caller.Tenant, new(tag, language, source, contentType), page.Snapshot, page.Inner, count, meter, stop);
        string? next = await paging.CloseAsync(page, found.Continuation, stop);
        return HttpJson.Answer(new DocumentListBody(found.Items, next));
    }

    public static async Task<IResult> GetAsync(
        string documentId, HttpContext context, Caller caller, DocumentReads documents, SnapshotReader snapshots,
        IngestionRecords records, RequestUnitMeter meter, CancellationToken stop)
    {
        ReadScope scope = await snapshots.OpenAsync(caller.Tenant, meter, stop);
        DocumentItem document = await documents.GetAsync(caller.Tenant, documentId, scope.Snapshot, meter, stop);
        string etag = Precondition.ETagOf(document.Generation);
        context.Response.Headers.ETag = etag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag == etag))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        IReadOnlyList<SectionItem> sections = await documents.SectionsAsync(
            caller.Tenant, documentId, scope.Snapshot, meter, stop);
        IngestionItem? ingestion = await records.ReadAsync(caller.Tenant, document.InstanceId, meter, stop);
        scope.EnsureAlive();
        return HttpJson.Answer(new DocumentBody(document.ToSummary())
        {
            Sections = [.. sections.Select(section => new SectionBody(
                section.Index, section.Level, section.Heading, section.HeadingPath, section.Text)
            {
                Anchor = section.Anchor,
            })],
            Tables = [.. document.Tables.Select(table => new DocumentTable(
                table.Name, [.. table.Columns.Select(column => column.Name)], table.Rows))],
            Receipt = ingestion?.Receipt,
        });
    }

    public static async Task<IResult> ContentAsync(
        string documentId, HttpContext context, Caller caller, DocumentReads documents, SnapshotReader snapshots,
        SourceParts parts, RequestUnitMeter meter, CancellationToken stop)
    {
        ReadScope scope = await snapshots.OpenAsync(caller.Tenant, meter, stop);
        DocumentItem document = await documents.GetAsync(caller.Tenant, documentId, scope.Snapshot, meter, stop);
        scope.EnsureAlive();

        // What people upload is not this service's own: a browser must neither guess at it nor run it.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        var stream = new SourceStream(
            parts, caller.Tenant, documentId, document.Content.SourceId, document.Content.SizeBytes, meter);
        return new SourceAnswer(stream, document);
    }

    public static async Task<IResult> ChunksAsync(
        string documentId, Caller caller, DocumentReads documents, Paging paging, RequestUnitMeter meter,
        CancellationToken stop, int? top, string? continuation)
    {
        int count = Paging.Top(top);
        OpenPage page = await paging.OpenAsync("chunks", continuation, meter, stop, documentId);
        await documents.GetAsync(caller.Tenant, documentId, page.Snapshot, meter, stop);
        QueryPage<ChunkBody> found = await documents.ChunksAsync(
            caller.Tenant, documentId, page.Snapshot, page.Inner, count, meter, stop);
        string? next = await paging.CloseAsync(page, found.Continuation, stop);
        return HttpJson.Answer(new ChunkListBody(found.Items, next));
    }

    public static async Task<IResult> RowsAsync(
        string documentId, Caller caller, DocumentReads documents, Paging paging, RequestUnitMeter meter,
        CancellationToken stop, string? table, int? top, string? continuation)
    {
        int count = Paging.Top(top);
        OpenPage page = await paging.OpenAsync("rows", continuation, meter, stop, documentId, table);
        DocumentItem document = await documents.GetAsync(caller.Tenant, documentId, page.Snapshot, meter, stop);
        string name = TableOf(document, table);
        QueryPage<RowBody> found = await documents.RowsAsync(
            caller.Tenant, documentId, name, page.Snapshot, page.Inner, count, meter, stop);
        string? next = await paging.CloseAsync(page, found.Continuation, stop);
        return HttpJson.Answer(new RowListBody(name, found.Items, next));
    }

    /// <summary>The table asked for; where none is, the only one the document has of its own.</summary>
    private static string TableOf(DocumentItem document, string? asked)
    {
        string[] names = [.. document.Tables.Select(table => table.Name)];
        string[] own = [.. names.Except([ParsedSource.LinksTable, ParsedSource.HeadingsTable])];
        if (asked is null && own.Length == 1) return own[0];
        if (asked is not null && names.Contains(asked)) return asked;

        string list = names.Length == 0 ? "It has none." : $"It has {string.Join(", ", names)}.";
        throw asked is null
            ? new TriviumException(
                ErrorCode.Invalid, $"Which table of '{document.DocumentId}'? Add ?table=NAME. {list}")
            : new TriviumException(
                ErrorCode.NotFound, $"The document '{document.DocumentId}' has no table '{asked}'. {list}");
    }
}
