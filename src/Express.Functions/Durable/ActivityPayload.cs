using System.Text.Json;

namespace Trivium.Express.Functions;

/// <summary>
/// The input and output of an activity in an envelope, <c>{"value": …}</c>. On their way through the Functions host
/// some values change: an array loses its brackets, a string its quotes, null is missing. An object passes as it is.
/// </summary>
internal static class ActivityPayload
{
    private const string ValueName = "value";

    /// <summary>The envelope around a value.</summary>
    public static JsonElement Write(object? value) =>
        JsonSerializer.SerializeToElement(
            new Dictionary<string, JsonElement?> { [ValueName] = DurablePayload.Write(value) });

    /// <summary>The value within an envelope.</summary>
    /// <exception cref="InvalidOperationException">It is no envelope: somebody else has called the activity.</exception>
    public static object? Read(string? envelope, Type type)
    {
        using var document = Parse(envelope);
        return DurablePayload.Read(ValueOf(document?.RootElement), type);
    }

    /// <summary>The value within an envelope.</summary>
    /// <exception cref="InvalidOperationException">It is no envelope: the activity is somebody else's.</exception>
    public static T Read<T>(JsonElement? envelope) => DurablePayload.Read<T>(ValueOf(envelope));

    private static JsonDocument? Parse(string? envelope)
    {
        try
        {
            return envelope is null ? null : JsonDocument.Parse(envelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? ValueOf(JsonElement? envelope) =>
        envelope is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(ValueName, out var value)
            ? value
            : throw new InvalidOperationException(
                $"An activity's payload is not {{\"{ValueName}\": …}}. Does another app use the same task hub?");
}
