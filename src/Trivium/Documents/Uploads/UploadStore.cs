using System.Security.Cryptography;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;
using Trivium.Storage;

namespace Trivium.Documents.Uploads;

/// <summary>
/// Uploads and their parts as items. A part is written only under a lease that ends by itself; from
/// <see cref="UploadState.Completing"/> on there are no leases, so what was checked is what is accepted.
/// </summary>
internal sealed class UploadStore(TriviumDatabase database, TimeProvider time)
{
    public async Task CreateAsync(UploadItem item, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        await database.Operations.TryCreateAsync(item, KeyOf(item.Tenant), meter, cancellationToken);

    /// <summary>An upload that has not expired.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.NotFound"/></exception>
    public async Task<UploadItem> RequireAsync(
        string tenant, string uploadId, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        UploadItem? item = await database.Operations.ReadOrNullAsync<UploadItem>(
            uploadId, KeyOf(tenant), meter, cancellationToken);
        return item is not null && item.ExpiresAt > time.GetUtcNow()
            ? item
            : throw new TriviumException(
                ErrorCode.NotFound, $"There is no upload '{uploadId}'; one that is not completed within a day is thrown away.");
    }

    public async Task<IReadOnlyList<UploadPartItem>> PartsAsync(
        UploadItem upload, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        List<UploadPartItem> parts = [];
        QueryDefinition query = new QueryDefinition("SELECT * FROM c WHERE c.uploadId = @uploadId")
            .WithParameter("@uploadId", upload.Id);
        IAsyncEnumerable<UploadPartItem> items = database.Operations.QueryAsync<UploadPartItem>(
            query, PartKeyOf(upload.Tenant), meter, cancellationToken);
        await foreach (UploadPartItem part in items) parts.Add(part);
        return [.. parts.OrderBy(part => part.Number)];
    }

    /// <summary>Runs the writes of a part under a lease; they get a token that ends with it.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/>: no part may be written any more.</exception>
    public async Task WriteAsync(
        UploadItem upload,
        UploadPartItem part,
        Func<CancellationToken, Task> write,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        // The clock starts before the lease does: no write comes later than others expect.
        using var deadline = new CancellationTokenSource(UploadLimits.WriteDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        string writer = $"/writers/{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        DateTimeOffset until = time.GetUtcNow() + UploadLimits.WriteDeadline + UploadLimits.WriteMargin;
        bool leased = await database.Operations.TryPatchAsync(
            upload.Id,
            KeyOf(upload.Tenant),
            [PatchOperation.Add(writer, CosmosJson.Instant(until))],
            "FROM c WHERE c.state = 'open'",
            meter,
            either.Token);
        if (!leased)
            throw new TriviumException(
                ErrorCode.Conflict, $"The upload '{upload.Id}' is being completed: no part can be written any more.");

        await write(either.Token);
        await database.Operations.UpsertAsync(part, PartKeyOf(upload.Tenant), meter, either.Token);
        await database.Operations.TryPatchAsync(
            upload.Id, KeyOf(upload.Tenant), [PatchOperation.Remove(writer)], "FROM c", meter, either.Token);
    }

    /// <summary>Replaces an upload as it was read; null when it has changed since.</summary>
    public async Task<UploadItem?> TryReplaceAsync(
        UploadItem read, UploadItem changed, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        bool replaced = await database.Operations.TryReplaceAsync(
            changed with { ETag = null }, read.Id, read.ETag, KeyOf(read.Tenant), meter, cancellationToken);
        return replaced
            ? await database.Operations.ReadOrNullAsync<UploadItem>(read.Id, KeyOf(read.Tenant), meter, cancellationToken)
            : null;
    }

    public async Task DeleteAsync(UploadItem upload, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        foreach (UploadPartItem part in await PartsAsync(upload, meter, cancellationToken))
            await database.Operations.DeleteIfPresentAsync(part.Id, PartKeyOf(upload.Tenant), meter, cancellationToken);
        await database.Operations.DeleteIfPresentAsync(upload.Id, KeyOf(upload.Tenant), meter, cancellationToken);
    }

    private static PartitionKey KeyOf(string tenant) => PartitionKeys.Operations(tenant, UploadItem.ItemKind);

    private static PartitionKey PartKeyOf(string tenant) => PartitionKeys.Operations(tenant, UploadPartItem.ItemKind);
}
