using System.Globalization;
using System.Text.Json.Nodes;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>Applies the steps of a patch to an item, in order.</summary>
internal static class Patch
{
    /// <exception cref="RequestFailure">400 when a step does not fit the item; the item must be thrown away
    /// then.</exception>
    public static void Apply(JsonObject item, IReadOnlyList<PatchOperation> operations)
    {
        foreach (var operation in operations)
            Apply(item, operation);
    }

    private static void Apply(JsonObject item, PatchOperation operation)
    {
        var path = operation.Path;
        // A node has one parent; the value may be applied again in a retry, so it is copied.
        var value = operation.Value?.DeepClone();
        switch (operation.Kind)
        {
            case PatchKind.Add:
                Put(Parent(item, path), path, value, isInsert: true);
                break;
            case PatchKind.Set:
                Put(Parent(item, path), path, value, isInsert: false);
                break;
            case PatchKind.Replace:
                Find(Parent(item, path), path);
                Put(Parent(item, path), path, value, isInsert: false);
                break;
            case PatchKind.Remove:
                Remove(Parent(item, path), path);
                break;
            case PatchKind.Increment:
                Increment(Parent(item, path), path, value);
                break;
            case PatchKind.Move:
                var moved = Find(Parent(item, operation.From!), operation.From!)?.DeepClone();
                Remove(Parent(item, operation.From!), operation.From!);
                Put(Parent(item, path), path, moved, isInsert: true);
                break;
            default:
                throw new InvalidOperationException($"Unknown patch operation {operation.Kind}.");
        }
    }

    private static JsonNode Parent(JsonObject item, JsonPointer path)
    {
        JsonNode node = item;
        foreach (var segment in path.Segments.Take(path.Segments.Count - 1))
        {
            node = node switch
            {
                JsonObject parent when parent[segment] is { } child => child,
                JsonArray array when Index(array, segment, array.Count) is { } index && array[index] is { } child =>
                    child,
                _ => throw RequestFailure.BadRequest(
                    $"The patch path '{path.Text}' leads nowhere: '{segment}' does not exist."),
            };
        }
        return node is JsonObject or JsonArray
            ? node
            : throw RequestFailure.BadRequest($"The patch path '{path.Text}' leads into a value that has no members.");
    }

    private static void Put(JsonNode parent, JsonPointer path, JsonNode? value, bool isInsert)
    {
        var name = path.Segments[^1];
        if (parent is JsonObject owner)
        {
            owner[name] = value;
            return;
        }
        var array = (JsonArray)parent;
        if (name == "-")
        {
            array.Add(value);
            return;
        }
        var index = Index(array, name, array.Count + 1) ?? throw OutOfArray(path, array);
        if (isInsert || index == array.Count)
            array.Insert(index, value);
        else
            array[index] = value;
    }

    private static JsonNode? Find(JsonNode parent, JsonPointer path)
    {
        var name = path.Segments[^1];
        return parent switch
        {
            JsonObject owner when owner.TryGetPropertyValue(name, out var value) => value,
            JsonArray array when Index(array, name, array.Count) is { } index => array[index],
            _ => throw RequestFailure.BadRequest($"The patch path '{path.Text}' does not exist in the item."),
        };
    }

    private static void Remove(JsonNode parent, JsonPointer path)
    {
        Find(parent, path);
        if (parent is JsonObject owner)
            owner.Remove(path.Segments[^1]);
        else
            ((JsonArray)parent).RemoveAt(int.Parse(path.Segments[^1], CultureInfo.InvariantCulture));
    }

    private static void Increment(JsonNode parent, JsonPointer path, JsonNode? by)
    {
        var isMissing = parent is JsonObject owner && !owner.ContainsKey(path.Segments[^1]);
        var current = isMissing ? JsonValue.Create(0L) : Find(parent, path);
        if (Number(current) is not { } left || Number(by) is not { } right)
            throw RequestFailure.BadRequest($"Increment needs numbers; '{path.Text}' or the value is none.");
        Put(parent, path, Sum(left, right, path), isInsert: false);
    }

    // Whole numbers stay exact as long as they fit.
    private static JsonValue Sum((long? Whole, double Real) left, (long? Whole, double Real) right, JsonPointer path)
    {
        if (left.Whole is { } a && right.Whole is { } b && ((a ^ (a + b)) & (b ^ (a + b))) >= 0)
            return JsonValue.Create(a + b);
        var sum = left.Real + right.Real;
        return double.IsFinite(sum)
            ? JsonValue.Create(sum)
            : throw RequestFailure.BadRequest($"Incrementing '{path.Text}' leaves the range of numbers.");
    }

    private static (long? Whole, double Real)? Number(JsonNode? node)
    {
        if (node is not JsonValue value)
            return null;
        if (value.TryGetValue(out long whole))
            return (whole, whole);
        return value.TryGetValue(out double real) ? (null, real) : null;
    }

    private static int? Index(JsonArray array, string segment, int limit) =>
        segment.Length is > 0 and < 10 && segment.All(char.IsAsciiDigit)
        && int.Parse(segment, CultureInfo.InvariantCulture) is var index && index < Math.Min(limit, array.Count + 1)
            ? index
            : null;

    private static RequestFailure OutOfArray(JsonPointer path, JsonArray array) => RequestFailure.BadRequest(
        $"The patch path '{path.Text}' is outside its array of {array.Count} elements; use an index up to that, or -.");
}
