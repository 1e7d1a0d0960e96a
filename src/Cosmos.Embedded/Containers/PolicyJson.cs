using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>Reads members of a policy, refusing those of another type.</summary>
internal static class PolicyJson
{
    public static string Text(JsonElement parent, string name, string policy) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw RequestFailure.BadRequest($"The {policy} needs a string '{name}'.");

    public static IReadOnlyList<string> Strings(JsonElement parent, string name, string policy)
    {
        var elements = Array(parent, name, policy);
        if (elements.Any(element => element.ValueKind != JsonValueKind.String))
            throw RequestFailure.BadRequest($"Every member of '{name}' in the {policy} must be a string.");
        return [.. elements.Select(element => element.GetString()!)];
    }

    /// <summary>The members of an array; none when the property is missing or null.</summary>
    public static IReadOnlyList<JsonElement> Array(JsonElement parent, string name, string policy)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            throw RequestFailure.BadRequest($"The {policy} must be an object.");
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw RequestFailure.BadRequest($"'{name}' in the {policy} must be an array.");
        return [.. value.EnumerateArray()];
    }

    /// <summary>The policy object, or null when it is missing or null.</summary>
    public static JsonElement? Policy(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw RequestFailure.BadRequest($"The {name} must be an object.");
    }
}
