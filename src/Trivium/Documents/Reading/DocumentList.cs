using System.Text;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Documents.Reading;

/// <summary>Lists a tenant's documents by id.</summary>
internal sealed class DocumentList(TriviumDatabase database)
{
    private const string Fields =
        "c.documentId, c.title, c.source, c.contentType, c.language, c.tags, c.metadata, c.content, c.sections, c.chunks, "
        + "c.rows, c.generation, c.createdAt, c.updatedAt";

    public async Task<QueryPage<DocumentSummary>> PageAsync(
        string tenant,
        DocumentFilter filter,
        Snapshot snapshot,
        string? continuation,
        int count,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"SELECT {Fields} FROM c WHERE c.kind = 'document' AND {Snapshot.Condition}");
        if (filter.Tag is not null) text.Append(" AND ARRAY_CONTAINS(c.tags, @tag)");
        if (filter.Language is not null) text.Append(" AND c.language = @language");
        if (filter.Source is not null) text.Append(" AND c.source = @source");
        if (filter.ContentType is not null)
            text.Append(" AND (c.contentType = @contentType OR STARTSWITH(c.contentType, @contentTypeStart))");

        text.Append(" ORDER BY c.documentId");
        QueryDefinition query = SnapshotReader.WithSnapshot(new QueryDefinition(text.ToString()), snapshot);
        if (filter.Tag is not null) query.WithParameter("@tag", filter.Tag);
        if (filter.Language is not null) query.WithParameter("@language", filter.Language);
        if (filter.Source is not null) query.WithParameter("@source", filter.Source);
        if (filter.ContentType is not null)
            query.WithParameter("@contentType", filter.ContentType).WithParameter("@contentTypeStart", filter.ContentType + ";");

        QueryPage<DocumentItemFields> page = await database.Documents.QueryPageAsync<DocumentItemFields>(
            query, PartitionKeys.Prefix(tenant), continuation, count, meter, cancellationToken);
        return new([.. page.Items.Select(item => item.ToSummary())], page.Continuation);
    }
}

/// <summary>Which documents to list; null: any.</summary>
internal sealed record DocumentFilter(string? Tag, string? Language, string? Source, string? ContentType);
