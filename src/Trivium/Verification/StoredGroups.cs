using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Verification;

/// <summary>The items of one generation of one document in one container, and table; or the parts of one source.</summary>
internal sealed record StoredGroup
{
    public required string DocumentId { get; init; }

    public long Generation { get; init; }

    public string? Table { get; init; }

    public string? SourceId { get; init; }

    public required int Count { get; init; }
}

/// <summary>Counts what a tenant has in the containers, by what it belongs to.</summary>
internal sealed class StoredGroups(TriviumDatabase database)
{
    public static IAsyncEnumerable<StoredGroup> ChunksAsync(
        Container chunks, string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        GroupsAsync(
            chunks,
            "SELECT c.documentId, c.generation, COUNT(1) AS count FROM c GROUP BY c.documentId, c.generation",
            tenant,
            meter,
            cancellationToken);

    public IAsyncEnumerable<StoredGroup> RowsAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        GroupsAsync(
            database.Rows,
            "SELECT c.documentId, c.generation, c.table, COUNT(1) AS count FROM c GROUP BY c.documentId, c.generation, c.table",
            tenant,
            meter,
            cancellationToken);

    /// <summary>Sections, not the document items they belong to.</summary>
    public IAsyncEnumerable<StoredGroup> SectionsAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        GroupsAsync(
            database.Documents,
            "SELECT c.documentId, c.generation, COUNT(1) AS count FROM c WHERE c.kind = 'section' GROUP BY c.documentId, c.generation",
            tenant,
            meter,
            cancellationToken);

    public IAsyncEnumerable<StoredGroup> DocumentItemsAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        GroupsAsync(
            database.Documents,
            "SELECT c.documentId, c.generation, COUNT(1) AS count FROM c WHERE c.kind = 'document' GROUP BY c.documentId, c.generation",
            tenant,
            meter,
            cancellationToken);

    public IAsyncEnumerable<StoredGroup> PartsAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        GroupsAsync(
            database.Documents,
            "SELECT c.documentId, c.sourceId, COUNT(1) AS count FROM c WHERE c.kind = 'part' GROUP BY c.documentId, c.sourceId",
            tenant,
            meter,
            cancellationToken);

    private static IAsyncEnumerable<StoredGroup> GroupsAsync(
        Container container, string query, string tenant, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        container.QueryAsync<StoredGroup>(new(query), PartitionKeys.Prefix(tenant), meter, cancellationToken);
}
