using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Items.Patching;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>Turns one operation of a batch into the write it asks for.</summary>
internal static class BatchStep
{
    /// <exception cref="RequestFailure">400 or 413 when the operation is not acceptable whatever is stored.</exception>
    public static Func<ItemWrites, ItemOutcome> Prepare(
        ContainerState container, BatchOperation operation, string? partitionKey, Engine engine)
    {
        var epk = container.Definition.PartitionKey.FullEpk(partitionKey);
        var conditions = new ItemConditions(operation.IfMatch, operation.IfNoneMatch);
        switch (operation.Kind)
        {
            case BatchOperationKind.Create:
                var created = Item();
                return items => items.Create(created);
            case BatchOperationKind.Upsert:
                var upserted = Item();
                return items => items.Upsert(upserted, conditions);
            case BatchOperationKind.Replace:
                var (replacedId, replacement) = (Id(), Item());
                return items => items.Replace(epk, replacedId, replacement, conditions);
            case BatchOperationKind.Patch:
                var (patchedId, patch) = (Id(), ItemPatch.Prepare(container, operation.Body, engine));
                return items => items.Rewrite(epk, patchedId, conditions, patch);
            case BatchOperationKind.Delete:
                var deletedId = Id();
                return items => items.Delete(epk, deletedId, conditions);
            case BatchOperationKind.Read:
                var readId = Id();
                return items => items.Read(epk, readId, operation.IfNoneMatch);
            default:
                throw RequestFailure.BadRequest($"The batch operation {operation.Kind} is not supported.");
        }

        string Id() => operation.Id ?? throw RequestFailure.BadRequest(
            $"The batch operation {operation.Kind} has no id.");

        PreparedItem Item()
        {
            var item = PreparedItem.Parse(container, operation.Body);
            return item.Epk == epk
                ? item
                : throw RequestFailure.PartitionKeyMismatch(
                    $"The partition key {partitionKey} is not the one in item '{item.Id}'.");
        }
    }
}
