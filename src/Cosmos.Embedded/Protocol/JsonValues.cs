using System.Text.Json;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// Finds what is well-formed JSON but has no value: a lone surrogate escape in a string, a number beyond a double.
/// </summary>
internal static class JsonValues
{
    /// <summary>Reads every name, string and number once. The depth was bounded when the document was parsed.</summary>
    /// <exception cref="InvalidOperationException">A string holds a lone surrogate or invalid UTF-8, or a number is too
    /// large.</exception>
    public static void Check(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Check(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Check(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Number when !double.IsFinite(element.GetDouble()):
                throw new InvalidOperationException(
                    $"The number {Start(element.GetRawText())} is too large for a double.");
        }
    }

    // A number may have a million digits.
    private static string Start(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
