using System.Text;
using System.Text.Json;

namespace Trivium.Extraction.Json;

/// <summary>JSON text to values, and where in its source a fault is.</summary>
internal static class JsonText
{
    /// <summary>64 levels, the reader's own default: data nests a handful.</summary>
    public const int DepthMax = 64;

    public static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    /// <summary>Parses a value.</summary>
    /// <param name="text">The whole value.</param>
    /// <param name="depthMax">How deep it may nest.</param>
    /// <param name="place">Where it begins in the source.</param>
    /// <exception cref="ContentException">It is no JSON, or nests deeper.</exception>
    public static JsonElement Parse(ReadOnlySpan<char> text, int depthMax, JsonPlace place)
    {
        JsonElement value;
        try
        {
            value = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depthMax });
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0);
            var before = line == 0 ? place.Bytes : 0;
            throw Fault(place.Line + line, before + (exception.BytePositionInLine ?? 0), exception);
        }

        RequireText(text, value, place.Line);
        return value;
    }

    /// <summary>
    /// Half of a surrogate pair is written <c>\uD83D</c>; it parses, and then nothing can be done with it.
    /// </summary>
    /// <exception cref="ContentException">There is one.</exception>
    public static void RequireText(ReadOnlySpan<char> text, JsonElement value, int line)
    {
        if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            return;
        try
        {
            ReadTexts(value);
        }
        catch (InvalidOperationException exception)
        {
            throw ContentException.ForInvalid(
                $"The value that begins in line {line} has an escape for half of a surrogate pair, "
                + "which is no character. Write both halves, or remove it.",
                exception);
        }
    }

    /// <summary>Reads every name and string.</summary>
    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                ReadTexts(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                _ = property.Name;
                ReadTexts(property.Value);
            }
        }
    }

    public static ContentException Fault(long line, long bytes, Exception? cause = null) => ContentException.ForInvalid(
        $"The source is not JSON (line {line}, byte {bytes + 1} of it), or nests deeper than {DepthMax} levels. "
        + "Correct it there; for one object per line the content type is application/x-ndjson.",
        cause);

    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>A place in a JSON source, for messages.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Bytes">How many bytes of UTF-8 are before it in its line.</param>
internal readonly record struct JsonPlace(int Line, long Bytes)
{
    /// <summary>The beginning.</summary>
    public static JsonPlace Start { get; } = new(1, 0);

    /// <summary>The place behind a text that begins here.</summary>
    public JsonPlace After(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        return lines == 0
            ? new(Line, Bytes + Encoding.UTF8.GetByteCount(text))
            : new(Line + lines, Encoding.UTF8.GetByteCount(text[(text.LastIndexOf('\n') + 1)..]));
    }
}
