using Microsoft.AspNetCore.Http;
using Trivium.Documents.Fetching;
using Trivium.Documents.Writing;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Extraction;
using Trivium.Http;
using Trivium.Ingestion;
using Trivium.Settings;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Chunking.Preview;

/// <summary>Shows what a document would be turned into, and stores nothing.</summary>
internal static class PreviewRoutes
{
    public static void Map(ExpressApp app) =>
        app.Post("/v1/chunks:preview", PostAsync)
            .Needs(RouteAccess.Writer).WithSummary("The chunks a document would be turned into.");

    private static async Task<IResult> PostAsync(
        HttpContext context, Caller caller, TenantSettings settings, TriviumOptions options, UrlFetcher fetcher,
        RequestUnitMeter meter, CancellationToken stop, string? title, string? source)
    {
        DocumentWriteRoutes.AllowBody(context, options);
        DocumentInput input = await DocumentRequest.ReadAsync(context.Request, new(null, title, source), options, stop);
        ChunkSizes sizes = await settings.ChunkSizesAsync(caller.Tenant, input.RequestedChunking, meter, stop);
        if (input.Url is { } url)
        {
            if (input.ContentType.Length > 0) SourceChecks.RequireSupported(input.ContentType);
            FetchedDocument fetched = await fetcher.FetchAsync(url, null, stop);
            input = input with
            {
                Content = fetched.Content!,
                ContentType = input.ContentType.Length > 0 ? input.ContentType : fetched.ContentType,
                Source = input.Source ?? url,
            };
        }

        await using Stream content = input.Content;
        SourceChecks.RequireSupported(input.ContentType);
        byte[] bytes = await ReadAsync(content, Math.Min(options.BodySizeBytesMax, PreviewLimits.BodySizeBytesMax), stop);
        var hints = new ExtractionHints { FileName = input.Source, Title = input.Title };
        return HttpJson.Answer(Of(ParsedSource.Of(bytes, input.ContentType, hints, sizes.ToOptions(), stop), sizes));
    }

    private static async Task<byte[]> ReadAsync(Stream content, long sizeBytesMax, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        try
        {
            await new LimitedStream(content, sizeBytesMax).CopyToAsync(bytes, stop);
        }
        catch (TriviumException exception) when (exception.Code == ErrorCode.TooLarge)
        {
            throw new TriviumException(
                ErrorCode.TooLarge, $"A preview takes up to {sizeBytesMax} bytes. Send a part of the document.", exception);
        }

        return bytes.ToArray();
    }

    private static ChunkPreview Of(ParsedSource parsed, ChunkSizes sizes) => new()
    {
        Title = parsed.Document.Title,
        Language = parsed.Document.Language,
        Chunking = sizes,
        ChunkCount = parsed.Chunks.Count,
        Chunks = [.. parsed.Chunks.Take(PreviewLimits.ChunksMax).Select(chunk => new PreviewChunk(
            chunk.Index,
            chunk.Text,
            chunk.Headings,
            chunk.SectionIndex,
            chunk.Start,
            chunk.Length,
            chunk.Tokens))],
        Tables = [.. parsed.Tables.Select(table => new PreviewTable(
            table.Name, [.. table.Columns.Select(column => column.Name)], table.Rows.Count))],
    };
}
