using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trivium.Extraction.Streaming;

/// <summary>The layouts of streamed tables as JSON.</summary>
internal static class LayoutJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What is stored need not be escaped for a page.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonElement Of<T>(T layout) => JsonSerializer.SerializeToElement(layout, Options);

    public static T Read<T>(JsonElement layout) => layout.Deserialize<T>(Options)
        ?? throw new InvalidOperationException("A streamed table without a layout.");
}
