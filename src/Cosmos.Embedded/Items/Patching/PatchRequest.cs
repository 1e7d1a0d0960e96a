using System.Text.Json;
using System.Text.Json.Nodes;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>A patch as sent: its steps and the condition under which it applies.</summary>
/// <param name="Condition">A filter such as <c>FROM c WHERE c.n = 1</c>, or null.</param>
/// <param name="Operations">The steps, in order.</param>
internal sealed record PatchRequest(string? Condition, IReadOnlyList<PatchOperation> Operations)
{
    /// <summary>The service's limit.</summary>
    public const int OperationsMax = 10;

    private static readonly string[] SystemProperties = ["id", "_rid", "_self", "_etag", "_attachments", "_ts"];

    /// <summary>Reads <c>{condition?, operations}</c>, or a bare array of operations.</summary>
    /// <exception cref="RequestFailure">400 naming the first fault.</exception>
    public static PatchRequest Parse(ReadOnlyMemory<byte> body, PartitionKeyDefinition partitionKey)
    {
        using var document = JsonText.Parse(body, "patch");
        try
        {
            var root = document.RootElement;
            JsonValues.Check(root);
            var operations = root.ValueKind == JsonValueKind.Array ? root : OperationsOf(root);
            if (operations.GetArrayLength() is 0 or > OperationsMax)
                throw RequestFailure.BadRequest(
                    $"A patch takes 1 to {OperationsMax} operations; this has {operations.GetArrayLength()}.");
            var condition = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("condition", out var text)
                && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
            return new PatchRequest(condition, [.. operations.EnumerateArray().Select(one =>
                ParseOperation(one, partitionKey))]);
        }
        catch (InvalidOperationException error)
        {
            throw JsonText.Invalid("patch", error.Message);
        }
    }

    private static JsonElement OperationsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("operations", out var operations)
        && operations.ValueKind == JsonValueKind.Array
            ? operations
            : throw RequestFailure.BadRequest(
                "A patch must be an array of operations or an object with an array 'operations'.");

    private static PatchOperation ParseOperation(JsonElement json, PartitionKeyDefinition partitionKey)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw RequestFailure.BadRequest("A patch operation must be an object.");
        var kind = PolicyJson.Text(json, "op", "patch operation").ToLowerInvariant() switch
        {
            "add" => PatchKind.Add,
            "set" => PatchKind.Set,
            "replace" => PatchKind.Replace,
            "remove" => PatchKind.Remove,
            "incr" or "increment" => PatchKind.Increment,
            "move" => PatchKind.Move,
            var other => throw RequestFailure.BadRequest(
                $"The patch operation '{other}' is unknown; use add, set, replace, remove, incr or move."),
        };
        var path = Writable(PolicyJson.Text(json, "path", "patch operation"), partitionKey);
        var from = kind == PatchKind.Move
            ? Writable(PolicyJson.Text(json, "from", "patch operation move"), partitionKey) : null;
        if (from is not null && (from.IsAbove(path) || from.Text == path.Text))
            throw RequestFailure.BadRequest(
                $"Cannot move '{from.Text}' to '{path.Text}', which is itself or inside it.");
        JsonNode? value = null;
        if (kind is PatchKind.Add or PatchKind.Set or PatchKind.Replace or PatchKind.Increment)
        {
            if (!json.TryGetProperty("value", out var element))
                throw RequestFailure.BadRequest($"The patch operation on '{path.Text}' has no value.");
            value = JsonNode.Parse(element.GetRawText(), null, JsonText.ReadOptions);
        }
        return new PatchOperation(kind, path, value, from);
    }

    private static JsonPointer Writable(string text, PartitionKeyDefinition partitionKey)
    {
        var pointer = JsonPointer.Parse(text);
        if (SystemProperties.Contains(pointer.Segments[0]))
            throw RequestFailure.BadRequest($"The property '{pointer.Segments[0]}' cannot be patched.");
        foreach (var key in partitionKey.Paths)
        {
            var shorter = Math.Min(key.Segments.Count, pointer.Segments.Count);
            if (key.Segments.Take(shorter).SequenceEqual(pointer.Segments.Take(shorter)))
            {
                throw RequestFailure.BadRequest(
                    $"'{text}' touches the partition key {key.Text}, which cannot change; "
                    + "delete the item and create another.");
            }
        }
        return pointer;
    }
}
