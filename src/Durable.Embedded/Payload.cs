using System.Text;
using System.Text.Json;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Inputs, outputs and event payloads as JSON; null is absent.</summary>
internal static class Payload
{
    /// <summary>
    /// A payload is kept in the history and read again in every replay, so it is a reference to content, not content:
    /// 1 MiB holds any list of ids and still lets a history of thousands of events be read in well under a second.
    /// </summary>
    public const int PayloadBytesMax = 1024 * 1024;

    /// <summary>The limit of Durable Functions, so that what runs here runs there.</summary>
    public const int CustomStatusBytesMax = 16 * 1024;

    /// <summary>The value as JSON.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="what">What it is, for the error: <c>The input of activity 'parse'</c>.</param>
    /// <param name="bytesMax">The limit in UTF-8 bytes.</param>
    /// <exception cref="PayloadException">It cannot be serialized, or is too large.</exception>
    public static string? Write(object? value, string what, int bytesMax = PayloadBytesMax)
    {
        if (value is null or Nothing) return null;
        string json;
        try
        {
            json = JsonSerializer.Serialize(value, value.GetType(), DurableJson.Options);
        }
        catch (Exception exception) when (
            exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new PayloadException(
                $"{what} ({value.GetType()}) could not be written as JSON: {exception.Message}", exception);
        }

        int bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= bytesMax ? json : throw new PayloadException(
            $"{what} is {bytes:N0} bytes of JSON; the limit is {bytesMax:N0}. "
            + "Store the content elsewhere and pass its id.");
    }

    /// <summary>The value in <paramref name="json"/>; default when there is none.</summary>
    /// <exception cref="PayloadException">It is not JSON of that type.</exception>
    public static T? Read<T>(string? json, string what) => (T?)Read(json, typeof(T), what);

    /// <summary>The value in <paramref name="json"/>; null when there is none.</summary>
    /// <exception cref="PayloadException">It is not JSON of that type, or absent for a type that has no
    /// null.</exception>
    public static object? Read(string? json, Type type, string what)
    {
        if (type == typeof(Nothing)) return null;
        if (json is null)
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        try
        {
            return JsonSerializer.Deserialize(json, type, DurableJson.Options);
        }
        catch (Exception exception) when (
            exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new PayloadException($"{what} could not be read as {type}: {exception.Message}", exception);
        }
    }
}
