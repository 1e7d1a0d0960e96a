using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// Finds what is well-formed JSON but has no value: a lone surrogate escape in a string, a number beyond a double.
/// </summary>
internal static class JsonValues
{
    // Any number without an exponent that has up to 308 digits is a double.
    private const int ShortNumberLengthMax = 300;

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
                    CheckName(property);
                    Check(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Check(item);
                break;
            case JsonValueKind.String when !IsPlain(JsonMarshal.GetRawUtf8Value(element)):
                _ = element.GetString();
                break;
            case JsonValueKind.Number when !IsShort(JsonMarshal.GetRawUtf8Value(element))
                && !double.IsFinite(element.GetDouble()):
                throw new InvalidOperationException(
                    $"The number {Start(element.GetRawText())} is too large for a double.");
        }
    }

    private static void CheckName(JsonProperty property)
    {
        if (!IsPlain(JsonMarshal.GetRawUtf8PropertyName(property)))
            _ = property.Name;
    }

    // Without escapes the bytes say it all: no string, which may be of megabytes, has to be made of them.
    private static bool IsPlain(ReadOnlySpan<byte> text) => !text.Contains((byte)'\\') && Utf8.IsValid(text);

    // Fewer digits than a double has room for, and no exponent that would add some: a vector has a thousand of these.
    private static bool IsShort(ReadOnlySpan<byte> number)
    {
        if (number.Length > ShortNumberLengthMax)
            return false;
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return exponent < 0 || number[exponent + 1] == (byte)'-';
    }

    // A number may have a million digits.
    private static string Start(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
