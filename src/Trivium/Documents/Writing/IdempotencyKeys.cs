using System.Security.Cryptography;
using System.Text;
using Trivium.Errors;
using Trivium.Storage;

namespace Trivium.Documents.Writing;

/// <summary>
/// <c>Idempotency-Key</c>: a request sent twice is one request. The key is reserved with the document's id before
/// anything
/// is accepted, so a repetition after a crash finds the same document, where the same content is not accepted twice.
/// </summary>
internal sealed class IdempotencyKeys(TriviumDatabase database)
{
    /// <summary>24 h: as long as a client may repeat a request.</summary>
    private const int TtlSeconds = 24 * 60 * 60;

    /// <summary>255 characters: a key is a name, not content.</summary>
    private const int KeyLengthMax = 255;

    /// <summary>What is known of a key, or null when it is new.</summary>
    public Task<IdempotencyItem?> ReadAsync(
        string tenant, string key, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > KeyLengthMax)
            throw new TriviumException(
                ErrorCode.Invalid, $"The Idempotency-Key has {key.Length} characters; 1 to {KeyLengthMax} are possible.");

        return database.Operations.ReadOrNullAsync<IdempotencyItem>(
            IdOf(key), PartitionKeys.Operations(tenant, IdempotencyItem.ItemKind), meter, cancellationToken);
    }

    /// <summary>Reserves a key for a request; what is known of it, when the request was made before.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Conflict"/>: it is another request's.</exception>
    public async Task<IdempotencyItem> ReserveAsync(
        string tenant,
        string key,
        string documentId,
        string requestHash,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var item = new IdempotencyItem
        {
            Id = IdOf(key),
            Tenant = tenant,
            DocumentId = documentId,
            RequestHash = requestHash,
            Ttl = TtlSeconds,
        };
        var partition = PartitionKeys.Operations(tenant, IdempotencyItem.ItemKind);
        if (await database.Operations.TryCreateAsync(item, partition, meter, cancellationToken)) return item;

        IdempotencyItem? taken = await ReadAsync(tenant, key, meter, cancellationToken);
        if (taken?.RequestHash != requestHash)
            throw new TriviumException(
                ErrorCode.Conflict, "The Idempotency-Key was used with another request. Use a new key for a new request.");
        if (taken.DocumentId != documentId)
            throw new TriviumException(
                ErrorCode.Conflict, "A request with the same Idempotency-Key is being handled. Repeat it in a moment.");
        return taken;
    }

    /// <summary>Keeps what the request was answered with.</summary>
    public Task CompleteAsync(
        IdempotencyItem item, string instanceId, RequestUnitMeter meter, CancellationToken cancellationToken) =>
        database.Operations.UpsertAsync(
            item with { InstanceId = instanceId },
            PartitionKeys.Operations(item.Tenant, IdempotencyItem.ItemKind),
            meter,
            cancellationToken);

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>A key that was used, in container <c>operations</c>, kind <c>idempotency</c>.</summary>
internal sealed record IdempotencyItem
{
    public const string ItemKind = "idempotency";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required string DocumentId { get; init; }

    /// <summary>The content and what was said of it.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The ingestion it was answered with; null until it was accepted.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Seconds until the store forgets it.</summary>
    public required int Ttl { get; init; }
}
