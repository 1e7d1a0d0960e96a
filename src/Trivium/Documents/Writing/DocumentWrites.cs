using Microsoft.Extensions.Logging;
using Trivium.Documents.Fetching;
using Trivium.Ingestion;
using Trivium.Settings;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Documents.Writing;

/// <summary>Takes documents in and out: what it answers is stored, and what it refuses leaves nothing.</summary>
internal sealed class DocumentWrites(
    UrlDocuments urls,
    SourceUpload upload,
    SourceChecks checks,
    OrphanedSources orphans,
    IdempotencyKeys keys,
    CatalogWriter catalog,
    IngestionStart starts,
    Pipeline pipeline,
    TenantSettings settings,
    TimeProvider time,
    ILogger<DocumentWrites> logger)
{
    /// <summary>Accepts a document and starts its ingestion.</summary>
    public async Task<AcceptedWrite> WriteAsync(
        string tenant, DocumentInput input, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (input.Url is null || input.ContentType.Length > 0) SourceChecks.RequireSupported(input.ContentType);
        input = await WithChunkingAsync(tenant, input, meter, cancellationToken);
        IdempotencyItem? repeated = input.IdempotencyKey is { } key
            ? await keys.ReadAsync(tenant, key, meter, cancellationToken)
            : null;
        string documentId = input.DocumentId is { } given
            ? DocumentIds.Require(given)
            : repeated?.DocumentId ?? DocumentIds.New(time.GetUtcNow());
        if (input.Url is null) return await WriteAsync(tenant, documentId, input, meter, cancellationToken);

        // The answer of a repetition must not depend on what the URL answers by now.
        if (repeated?.InstanceId is { } answered && repeated.RequestHash == RequestHashOf(input, ""))
            return new(documentId, new(answered, true, false));
        (input, Acceptance? unchanged) = await urls.FetchAsync(tenant, documentId, input, meter, cancellationToken);
        if (unchanged is not null) return new(documentId, unchanged);

        await using Stream fetched = input.Content;
        SourceChecks.RequireSupported(input.ContentType);
        return await WriteAsync(tenant, documentId, input, meter, cancellationToken);
    }

    private async Task<AcceptedWrite> WriteAsync(
        string tenant, string documentId, DocumentInput input, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        SourceMarker marker = upload.NewMarker(tenant, documentId);
        Acceptance? acceptance = null;
        try
        {
            acceptance = await StoreAndAcceptAsync(tenant, documentId, marker, input, meter, cancellationToken);
        }
        finally
        {
            if (acceptance is null or { Unchanged: true }) await DiscardAsync(marker, meter);
        }

        // Accepted is accepted, whether or not the caller still waits.
        if (!acceptance.Unchanged)
            await starts.StartAsync(tenant, documentId, acceptance.InstanceId, AcceptedKind.Write, meter);
        return new(documentId, acceptance);
    }

    /// <summary>Accepts a source whose parts are stored, and starts its ingestion.</summary>
    public async Task<AcceptedWrite> AcceptStoredAsync(
        string tenant,
        SourceMarker marker,
        StoredSource stored,
        DocumentInput input,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        input = await WithChunkingAsync(tenant, input, meter, cancellationToken);
        Acceptance acceptance = await AcceptAsync(
            tenant, marker.DocumentId, stored, input, meter, cancellationToken);
        if (acceptance.Unchanged) await DiscardAsync(marker, meter);
        else await starts.StartAsync(tenant, marker.DocumentId, acceptance.InstanceId, AcceptedKind.Write, meter);
        return new(marker.DocumentId, acceptance);
    }

    /// <summary>Refuses a stored source that could not be ingested.</summary>
    public Task ValidateAsync(
        string tenant,
        string documentId,
        StoredSource stored,
        string contentType,
        RequestUnitMeter meter,
        CancellationToken cancellationToken) =>
        checks.ValidateAsync(tenant, documentId, stored, contentType, meter, cancellationToken);

    /// <summary>Accepts the removal of a document and starts it.</summary>
    public async Task<AcceptedWrite> DeleteAsync(
        string tenant,
        string documentId,
        Precondition precondition,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var accept = new AcceptDelete(DocumentIds.Require(documentId), precondition);
        Acceptance acceptance = await catalog.ExecuteAsync(tenant, accept, meter, cancellationToken);
        await starts.StartAsync(tenant, documentId, acceptance.InstanceId, AcceptedKind.Delete, meter);
        return new(documentId, acceptance);
    }

    private async Task<Acceptance> StoreAndAcceptAsync(
        string tenant,
        string documentId,
        SourceMarker marker,
        DocumentInput input,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        StoredSource stored = await upload.StoreAsync(
            tenant, documentId, marker, input.Content, meter, cancellationToken);
        await checks.ValidateAsync(tenant, documentId, stored, input.ContentType, meter, cancellationToken);
        if (input.IdempotencyKey is not { } key)
            return await AcceptAsync(tenant, documentId, stored, input, meter, cancellationToken);

        string requestHash = RequestHashOf(input, stored.Sha256);
        IdempotencyItem reserved = await keys.ReserveAsync(
            tenant, key, documentId, requestHash, meter, cancellationToken);
        if (reserved.InstanceId is { } answered) return new(answered, true, false);

        Acceptance acceptance = await AcceptAsync(tenant, documentId, stored, input, meter, cancellationToken);
        await keys.CompleteAsync(reserved, acceptance.InstanceId, meter, CancellationToken.None);
        return acceptance;
    }

    private Task<Acceptance> AcceptAsync(
        string tenant,
        string documentId,
        StoredSource stored,
        DocumentInput input,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var source = new SourceDescription
        {
            SourceId = stored.SourceId,
            Parts = stored.Parts,
            SizeBytes = stored.SizeBytes,
            Sha256 = stored.Sha256,
            ContentType = input.ContentType,
            Title = input.Title,
            Source = input.Source,
            Metadata = input.Metadata,
            Origin = input.Origin,
            Chunking = input.Chunking,
        };
        var accept = new AcceptWrite(documentId, source, pipeline.Version, input.VersionHash, input.Precondition);
        return catalog.ExecuteAsync(tenant, accept, meter, cancellationToken);
    }

    private async Task<DocumentInput> WithChunkingAsync(
        string tenant, DocumentInput input, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        input with
        {
            Chunking = await settings.ChunkSizesAsync(tenant, input.RequestedChunking, meter, cancellationToken),
        };

    /// <summary>What makes two requests the same: what they ask for, not what the tenant has set meanwhile; of one by URL, the URL rather than what it answers.</summary>
    private static string RequestHashOf(DocumentInput input, string sha256) => ContinuationTokens.HashOf(
        input.Url is null ? sha256 : "url", input.DescriptionHash, input.DocumentId, input.RequestedChunking?.ToHashed());

    private async Task DiscardAsync(SourceMarker marker, RequestUnitMeter meter)
    {
        try
        {
            // Not the request's token: it is often because that was cancelled that there is something to discard.
            await orphans.DiscardAsync(marker, meter, CancellationToken.None);
        }
        catch (Exception exception) when (StoreFaults.IsTransient(exception))
        {
            DocumentLog.DiscardFailed(logger, exception, marker.SourceId);
        }
    }
}

/// <summary>A write or delete that was accepted.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Acceptance">What came of it.</param>
internal sealed record AcceptedWrite(string DocumentId, Acceptance Acceptance);
