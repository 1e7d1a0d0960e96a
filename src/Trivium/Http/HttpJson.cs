using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Trivium.Http;

/// <summary>
/// How answers are written: camelCase, absent instead of null, enums as their names, Japanese unescaped.
/// </summary>
internal static class HttpJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>An answer with this body.</summary>
    public static IResult Answer<T>(T body, int status = StatusCodes.Status200OK) =>
        Results.Json(body, Options, null, status);
}
