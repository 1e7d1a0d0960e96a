using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;
using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Storage.Pacing;

namespace Trivium.Ingestion;

/// <summary>Upserts many items of one partition, in batches as large as the store takes.</summary>
internal static class ItemBatches
{
    /// <summary>100: the store's limit for operations in a batch.</summary>
    private const int OperationsMax = 100;

    /// <summary>1.5 MB of items: the store's limit is 2 MB with what the SDK writes around them.</summary>
    private const int BatchBytesMax = 1_500_000;

    /// <summary>1.9 MB: the store's limit for an item is 2 MB with its system properties.</summary>
    public const int ItemBytesMax = 1_900_000;

    /// <summary>Upserts the items in order; when it throws, some may be there.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.TooLarge"/>: an item is larger than the store
    /// takes.</exception>
    public static async Task UpsertAllAsync<T>(
        Container container,
        PartitionKey key,
        IEnumerable<T> items,
        StepScope scope,
        CancellationToken cancellationToken)
    {
        List<byte[]> group = [];
        int bytes = 0;
        var shape = new RequestShape(RequestKind.Write, typeof(T), 0);
        foreach (T item in items)
        {
            byte[] body = JsonSerializer.SerializeToUtf8Bytes(item, CosmosJson.Options);
            if (body.Length > ItemBytesMax) throw TooLarge(body.Length);

            RequestShape with = shape with { Size = shape.Size + RequestShape.KilobytesOf(body.Length) };
            bool isFull = group.Count == OperationsMax || bytes + body.Length > BatchBytesMax
                || scope.Meter.EstimateOf(with) > scope.Meter.RequestUnitsMax;
            if (isFull && group.Count > 0)
            {
                await StoreAsync(container, key, group, shape, scope, cancellationToken);
                group.Clear();
                bytes = 0;
                with = shape with { Size = RequestShape.KilobytesOf(body.Length) };
            }

            group.Add(body);
            bytes += body.Length;
            shape = with;
            scope.StoredBytes += body.Length;
        }

        if (group.Count > 0) await StoreAsync(container, key, group, shape, scope, cancellationToken);
    }

    /// <summary>Deletes items by id; those gone already are as good.</summary>
    public static async Task DeleteAllAsync(
        Container container,
        PartitionKey key,
        IReadOnlyList<string> ids,
        StepScope scope,
        CancellationToken cancellationToken)
    {
        foreach (string[] group in ids.Chunk(OperationsOf(scope.Meter)))
        {
            using TransactionalBatchResponse response = await scope.Meter.SendAsync(
                RequestShape.Delete(group.Length),
                () =>
                {
                    TransactionalBatch batch = container.CreateTransactionalBatch(key);
                    foreach (string id in group) batch.DeleteItem(id);
                    return batch.ExecuteAsync(cancellationToken);
                },
                cancellationToken);
            if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                // Somebody deleted some of them since they were listed: one by one, then.
                foreach (string id in group)
                    await container.DeleteIfPresentAsync(id, key, scope.Meter, cancellationToken);
            }
            else
            {
                ThrowUnlessStored(response);
            }
        }
    }

    private static async Task StoreAsync(
        Container container,
        PartitionKey key,
        List<byte[]> group,
        RequestShape shape,
        StepScope scope,
        CancellationToken cancellationToken)
    {
        var options = new TransactionalBatchItemRequestOptions { EnableContentResponseOnWrite = false };
        using TransactionalBatchResponse response = await scope.Meter.SendAsync(
            shape,
            () =>
            {
                TransactionalBatch batch = container.CreateTransactionalBatch(key);
                foreach (byte[] body in group) batch.UpsertItemStream(new MemoryStream(body, writable: false), options);
                return batch.ExecuteAsync(cancellationToken);
            },
            cancellationToken);
        ThrowUnlessStored(response);
    }

    /// <summary>As many as a batch takes and one second's budget pays for.</summary>
    private static int OperationsOf(RequestUnitMeter meter) => meter.RequestUnitsMax is { } budget
        ? (int)Math.Clamp(budget / meter.EstimateOf(RequestShape.Delete(1)), 1, OperationsMax)
        : OperationsMax;

    private static void ThrowUnlessStored(TransactionalBatchResponse response)
    {
        if (!response.IsSuccessStatusCode)
            throw new CosmosException(
                $"A batch of {response.Count} items was refused: {response.ErrorMessage}",
                response.StatusCode, 0, response.ActivityId, response.RequestCharge);
    }

    private static TriviumException TooLarge(int bytes) => new(
        ErrorCode.TooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A row, section or description of the document comes to {bytes} bytes as JSON; ")
        + $"the store takes at most {ItemBytesMax}. Shorten it or split the document.");
}
