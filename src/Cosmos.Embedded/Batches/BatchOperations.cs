using System.Globalization;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>Runs batches: transactional ones as a whole or not at all, bulk ones operation by operation.</summary>
internal sealed class BatchOperations(Engine engine)
{
    /// <summary>The service's limit.</summary>
    public const int OperationsMax = 100;

    // The status of operations that did not happen because another one failed.
    private const int FailedDependency = 424;

    public async ValueTask<CosmosResponse> Run(
        CosmosRequest request, string database, string containerName, CancellationToken cancellationToken)
    {
        if (request.Body.Length > PreparedItem.ItemBytesMax)
            throw RequestFailure.TooLarge(
                $"The batch has {request.Body.Length} bytes; the limit is {PreparedItem.ItemBytesMax}.");
        var container = ContainerTarget.Resolve(request, engine.Current, database, containerName);
        var isHybridRow = request.Body.Length > 0 && request.Body.Span[0] == HybridRowFormat.Version;
        var operations = isHybridRow ? HybridRowReader.ReadAll(request.Body) : JsonBatches.ReadAll(request.Body);
        if (operations.Count is 0 or > OperationsMax)
            throw RequestFailure.BadRequest(
                $"A batch takes 1 to {OperationsMax} operations; this has {operations.Count}.");
        var isAtomic = request.IsTrue(HeaderNames.BatchAtomic);
        var partitionKey = request.Header(HeaderNames.PartitionKey);
        var steps = operations.Select(operation => Prepare(container, operation, partitionKey, isAtomic)).ToList();
        var (results, after) = await engine.Writer.Write(
            transaction =>
            {
                var items = new ItemWrites(transaction, database, containerName, container.Number);
                var outcomes = isAtomic ? RunAtomically(transaction, items, steps) : RunEach(transaction, items, steps);
                return (outcomes, items.Container());
            },
            cancellationToken).ConfigureAwait(false);
        var body = isHybridRow ? HybridRowWriter.Write(results) : JsonBatches.Write(results);
        var status = results.All(result => result.Status < 400) ? 200 : 207;
        return new CosmosResponse(status, body)
        {
            ContentType = isHybridRow
            ? "application/octet-stream" : "application/json"
        }
            .With(HeaderNames.RequestCharge, RequestCharge.Format(results.Sum(result => result.Charge)))
            .With(HeaderNames.SessionToken, after.SessionToken)
            .With(HeaderNames.Lsn, after.Lsn.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Parses and checks an operation before the writer sees it; its failure is the operation's, not the batch's.
    /// </summary>
    private Func<ItemWrites, BatchResult> Prepare(
        ContainerState container, BatchOperation operation, string? partitionKey, bool isAtomic)
    {
        try
        {
            var run = BatchStep.Prepare(container, operation, isAtomic
                ? partitionKey : operation.PartitionKey ?? partitionKey, engine);
            return items =>
            {
                var outcome = run(items);
                var hasBody = outcome.Item is not null && outcome.Status != 304
                    && (operation.Kind == BatchOperationKind.Read || !operation.IsMinimal);
                return new BatchResult(
                    outcome.Status, 0, outcome.Item is { } item ? outcome.Container.ItemETag(item) : null,
                    hasBody ? outcome.Item!.Body : default(ReadOnlyMemory<byte>), outcome.Charge);
            };
        }
        catch (RequestFailure failure)
        {
            return _ => throw failure;
        }
    }

    private static List<BatchResult> RunAtomically(
        WriteTransaction transaction, ItemWrites items, List<Func<ItemWrites, BatchResult>> steps)
    {
        var results = new List<BatchResult>(steps.Count);
        try
        {
            return transaction.Atomically(_ =>
            {
                foreach (var step in steps)
                    results.Add(step(items));
                return results;
            });
        }
        catch (RequestFailure failure)
        {
            var failed = results.Count;
            return [.. steps.Select((_, index) => index == failed
                ? Failed(failure)
                : new BatchResult(FailedDependency, 0, null, default, 0))];
        }
    }

    private static List<BatchResult> RunEach(
        WriteTransaction transaction, ItemWrites items, List<Func<ItemWrites, BatchResult>> steps) =>
        [.. steps.Select(step =>
        {
            try
            {
                return transaction.Atomically(_ => step(items));
            }
            catch (RequestFailure failure)
            {
                return Failed(failure);
            }
        })];

    private static BatchResult Failed(RequestFailure failure)
    {
        var answer = ErrorAnswer.From(failure);
        return new BatchResult(failure.Status, failure.SubStatus, null, answer.Body, 1);
    }
}
