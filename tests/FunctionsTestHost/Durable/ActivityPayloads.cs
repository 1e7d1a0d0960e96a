using System.Text.Json;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// What the host's durable extension makes of payloads of activities on their way: an array loses its brackets (it is
/// taken for a list of arguments, of which the first one counts), a text its quotes, null is missing.
/// </summary>
internal static class ActivityPayloads
{
    public static TypedValue? ToWorker(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() == 0)
                return null;
            value = value[0];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => TypedValue.OfText(value.GetString()!),
            _ => TypedValue.OfJson(value.GetRawText()),
        };
    }

    public static string? FromWorker(TypedValue? value) => value switch
    {
        null => null,
        { Kind: TypedValueKind.Json } json => json.Text,
        { } text => JsonSerializer.Serialize(text.Text),
    };
}
