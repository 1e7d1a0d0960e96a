using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trivium.Durable.Embedded;

/// <summary>The durable form of history events: one JSON object each, with its schema version as <c>v</c>.</summary>
internal static class HistoryJson
{
    /// <summary>The version written. Readers understand it and every one before it.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Payloads are JSON within JSON; the default encoder would escape every quote and every Japanese character
        // as six. The text goes into a database, not into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The event as JSON.</summary>
    public static string Write(HistoryEvent value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The event in <paramref name="json"/>.</summary>
    /// <exception cref="HistoryUnreadableException">It is damaged, or written by a newer version.</exception>
    public static HistoryEvent Read(string json)
    {
        try
        {
            HistoryEvent read = JsonSerializer.Deserialize<HistoryEvent>(json, Options)
                ?? throw new HistoryUnreadableException("A history event is null; the history is damaged.");
            return read.SchemaVersion <= SchemaVersion ? read : throw new HistoryUnreadableException(
                $"A history event has schema version {read.SchemaVersion}; this engine reads up to {SchemaVersion}. "
                + "Run the version that wrote it, or a newer one.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new HistoryUnreadableException(
                "A history event could not be read: it is damaged, or of a kind a newer version writes.", exception);
        }
    }
}
