using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trivium.Express;

/// <summary>How inputs, outputs, events and custom statuses become JSON: the same on every host.</summary>
public static class DurableJson
{
    /// <summary>Web defaults (camelCase, case-insensitive reading), enums as strings.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
