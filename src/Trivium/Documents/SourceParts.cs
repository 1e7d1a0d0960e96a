using Trivium.Storage;

namespace Trivium.Documents;

/// <summary>The stored parts of sources.</summary>
internal sealed class SourceParts(TriviumDatabase database)
{
    /// <summary>One part's bytes, or null when it is no longer there.</summary>
    public async Task<byte[]?> ReadAsync(
        string tenant,
        string documentId,
        string sourceId,
        int index,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        SourcePartItem? part = await database.Documents.ReadOrNullAsync<SourcePartItem>(
            SourcePartItem.IdOf(sourceId, index), PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        return part?.Data;
    }

    /// <summary>All the bytes of a source, or null when it is no longer whole.</summary>
    public async Task<byte[]?> ReadAllAsync(
        string tenant,
        string documentId,
        string sourceId,
        int parts,
        long sizeBytes,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[sizeBytes];
        int length = 0;
        for (int index = 0; index < parts; index++)
        {
            byte[]? part = await ReadAsync(tenant, documentId, sourceId, index, meter, cancellationToken);
            if (part is null || length + part.Length > bytes.Length) return null;

            part.CopyTo(bytes, length);
            length += part.Length;
        }

        return length == sizeBytes ? bytes : null;
    }

    public async Task<int> WriteAsync(
        string tenant,
        string documentId,
        string sourceId,
        int index,
        byte[] data,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var part = new SourcePartItem
        {
            Id = SourcePartItem.IdOf(sourceId, index),
            Tenant = tenant,
            DocumentId = documentId,
            SourceId = sourceId,
            Index = index,
            Data = data,
        };
        await database.Documents.UpsertAsync(
            part, PartitionKeys.Document(tenant, documentId), meter, cancellationToken);
        return data.Length;
    }

    /// <summary>Removes every part of a source.</summary>
    public async Task DeleteAllAsync(
        string tenant, string documentId, string sourceId, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var key = PartitionKeys.Document(tenant, documentId);
        var query = new Microsoft.Azure.Cosmos.QueryDefinition(
            "SELECT VALUE c.id FROM c WHERE c.kind = 'part' AND c.sourceId = @sourceId").WithParameter("@sourceId", sourceId);
        await foreach (string id in database.Documents.QueryAsync<string>(query, key, meter, cancellationToken))
            await database.Documents.DeleteIfPresentAsync(id, key, meter, cancellationToken);
    }
}
