using System.Text.Json;

namespace Trivium.Express.Functions;

/// <summary>
/// Inputs, outputs, events and statuses between <see cref="DurableJson"/> and the durable client library. The library
/// is given JSON elements, which its serializer, whichever the worker is set to, writes as they are: so payloads are
/// the same on every host.
/// </summary>
internal static class DurablePayload
{
    /// <summary>The element for a value; null for null.</summary>
    public static JsonElement? Write(object? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, value.GetType(), DurableJson.Options);

    /// <summary>The value of an element; for none, and for JSON's null, the type's default.</summary>
    public static T Read<T>(JsonElement? json) =>
        json is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element
            ? element.Deserialize<T>(DurableJson.Options)!
            : default!;

    /// <summary>The value of an element; for none, and for JSON's null, the type's default.</summary>
    public static object? Read(JsonElement? json, Type type) =>
        json is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element
            ? element.Deserialize(type, DurableJson.Options)
            : type.IsValueType ? Activator.CreateInstance(type) : null;
}
