using Trivium.Documents.Writing;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Documents.Fetching;

/// <summary>Turns a document given by URL into one given by its bytes, unless its server says that nothing changed.</summary>
internal sealed class UrlDocuments(UrlFetcher fetcher, TriviumDatabase database, Pipeline pipeline)
{
    /// <summary>
    /// The document with its bytes to read, or what is there already. The stream is the caller's to dispose.
    /// </summary>
    public async Task<(DocumentInput Input, Acceptance? Unchanged)> FetchAsync(
        string tenant, string documentId, DocumentInput input, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        (string? etag, Acceptance? current) = await CurrentAsync(tenant, documentId, input, meter, cancellationToken);
        FetchedDocument fetched = await fetcher.FetchAsync(input.Url!, etag, cancellationToken);
        if (fetched.Content is null) return (input, current);

        return (
            input with
            {
                Content = fetched.Content,
                ContentType = input.ContentType.Length > 0 ? input.ContentType : fetched.ContentType,
                Source = input.Source ?? input.Url,
                Origin = fetched.Origin,
            },
            null);
    }

    /// <summary>
    /// The entity tag under which the current version was fetched, where the same request would make the same version of
    /// the same bytes.
    /// </summary>
    private async Task<(string? ETag, Acceptance? Acceptance)> CurrentAsync(
        string tenant, string documentId, DocumentInput input, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (input.Precondition != Precondition.None) return (null, null);

        HeadItem? head = await database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf(documentId), PartitionKeys.Catalog(tenant), meter, cancellationToken);
        if (head is not { Pending: null, Current: { } current }
            || current.Pipeline != pipeline.Version
            || current.DescriptionHash != input.VersionHash)
            return (null, null);

        DocumentItem? item = await database.Documents.ReadOrNullAsync<DocumentItem>(
            DocumentItem.IdOf(current.Generation), PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        return (
            item?.Content.Origin?.ETag,
            new(IngestionIds.Ingestion(tenant, documentId, current.Accepted), Unchanged: true, Committed: true));
    }
}
