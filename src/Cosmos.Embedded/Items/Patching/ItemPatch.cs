using System.Text.Json.Nodes;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Queries;

namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>Makes the function that patches an item, from a request body.</summary>
internal static class ItemPatch
{
    /// <exception cref="RequestFailure">400; the function throws 400 when a step does not fit, 412 when the condition
    /// is not met.</exception>
    public static Func<ContainerState, StoredItem, PreparedItem> Prepare(
        ContainerState container, ReadOnlyMemory<byte> body, Engine engine)
    {
        var patch = PatchRequest.Parse(body, container.Definition.PartitionKey);
        var condition = patch.Condition is null
            ? null : ItemCondition.Compile(patch.Condition, engine.Options.TimeProvider);
        return (current, item) =>
        {
            if (condition is not null && !condition(item))
            {
                throw RequestFailure.PreconditionFailed(
                    $"Item '{item.Id}' does not meet the patch condition '{patch.Condition}'.");
            }
            var json = (JsonObject)JsonNode.Parse(item.Body, null, JsonText.ReadOptions)!;
            Patch.Apply(json, patch.Operations);
            return PreparedItem.Parse(current, JsonText.Write(writer => json.WriteTo(writer)));
        };
    }
}
