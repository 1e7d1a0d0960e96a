using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage.Pacing;

namespace Trivium.Storage;

/// <summary>
/// Point operations in the app's own JSON, whatever serializer the client was made with. They go through the SDK's
/// streams, so an absent item or a lost race is a value and not an exception.
/// </summary>
internal static class ContainerItems
{
    private static readonly ItemRequestOptions _noContent = new() { EnableContentResponseOnWrite = false };

    /// <summary>The item, or null when there is none. An urgent read is paced before all others.</summary>
    /// <exception cref="CosmosException">The store answered neither.</exception>
    public static async Task<T?> ReadOrNullAsync<T>(
        this Container container,
        string id,
        PartitionKey key,
        RequestUnitMeter meter,
        CancellationToken cancellationToken,
        bool isUrgent = false)
        where T : class
    {
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Read<T>(),
            () => container.ReadItemStreamAsync(id, key, cancellationToken: cancellationToken),
            cancellationToken,
            isUrgent);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;

        response.EnsureSuccessStatusCode();
        return await JsonSerializer.DeserializeAsync<T>(response.Content, CosmosJson.Options, cancellationToken);
    }

    /// <summary>Creates an item; false when its id is taken.</summary>
    public static async Task<bool> TryCreateAsync<T>(
        this Container container, T item, PartitionKey key, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        byte[] body = ToBytes(item);
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Write<T>(body.Length),
            () => container.CreateItemStreamAsync(StreamOf(body), key, _noContent, cancellationToken),
            cancellationToken);
        if (response.StatusCode == HttpStatusCode.Conflict) return false;

        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>Creates or replaces an item.</summary>
    public static async Task UpsertAsync<T>(
        this Container container, T item, PartitionKey key, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        byte[] body = ToBytes(item);
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Write<T>(body.Length),
            () => container.UpsertItemStreamAsync(StreamOf(body), key, _noContent, cancellationToken),
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Replaces an item read before; false when it has changed since or is gone.</summary>
    public static async Task<bool> TryReplaceAsync<T>(
        this Container container,
        T item,
        string id,
        string? etag,
        PartitionKey key,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var options = new ItemRequestOptions { EnableContentResponseOnWrite = false, IfMatchEtag = etag };
        byte[] body = ToBytes(item);
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Write<T>(body.Length),
            () => container.ReplaceItemStreamAsync(StreamOf(body), id, key, options, cancellationToken),
            cancellationToken);
        if (response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound) return false;

        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>
    /// Patches an item where a condition such as <c>FROM c WHERE c.n = 1</c> holds; false when it does not or the
    /// item is gone.
    /// </summary>
    public static async Task<bool> TryPatchAsync(
        this Container container,
        string id,
        PartitionKey key,
        IReadOnlyList<PatchOperation> operations,
        string condition,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        var options = new PatchItemRequestOptions { EnableContentResponseOnWrite = false, FilterPredicate = condition };
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Write<PatchOperation>(0),
            () => container.PatchItemStreamAsync(id, key, operations, options, cancellationToken),
            cancellationToken);
        if (response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound) return false;

        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>Deletes an item; one that is gone already is as good.</summary>
    public static async Task DeleteIfPresentAsync(
        this Container container,
        string id,
        PartitionKey key,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Delete(1),
            () => container.DeleteItemStreamAsync(id, key, cancellationToken: cancellationToken),
            cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound) response.EnsureSuccessStatusCode();
    }

    /// <summary>An item as the store gets it.</summary>
    public static MemoryStream ToStream<T>(T item) => StreamOf(ToBytes(item));

    private static byte[] ToBytes<T>(T item) => JsonSerializer.SerializeToUtf8Bytes(item, CosmosJson.Options);

    // Whoever sends closes it, and a request that was refused is sent again.
    private static MemoryStream StreamOf(byte[] body) => new(body, writable: false);
}
