using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Reading and writing of JSON with the limits and the encoding of the protocol.</summary>
internal static class JsonText
{
    /// <summary>The service's limit on how deeply an item may nest.</summary>
    public const int NestingDepthMax = 128;

    public static readonly JsonDocumentOptions ReadOptions = new()
    {
        MaxDepth = NestingDepthMax,
        AllowDuplicateProperties = false,
    };

    // Only what JSON itself demands is escaped: Japanese text must not grow sixfold.
    private static readonly JsonWriterOptions WriteOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // What was put together by a patch may be deeper until it is read again and refused.
        MaxDepth = 4096,
        SkipValidation = true,
    };

    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, leaveOut: 0);

    /// <summary>What is written, without so many bytes at its end.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write, int leaveOut)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, WriteOptions))
            write(writer);
        return buffer.Written[..^leaveOut].ToArray();
    }

    /// <exception cref="RequestFailure">400 when the text is not one JSON value within the limits.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string what)
    {
        try
        {
            return JsonDocument.Parse(utf8, ReadOptions);
        }
        catch (JsonException error)
        {
            throw Invalid(what, error.Message);
        }
    }

    /// <exception cref="RequestFailure">400 when the text is not a JSON object within the limits.</exception>
    public static JsonObject ParseObject(ReadOnlyMemory<byte> utf8, string what)
    {
        try
        {
            // The element is read once in full: strings that are not valid Unicode fail here and not later.
            using var document = JsonDocument.Parse(utf8, ReadOptions);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Invalid(what, $"it is {document.RootElement.ValueKind}, not an object.");
            JsonValues.Check(document.RootElement);
            return (JsonObject)JsonNode.Parse(utf8.Span, null, ReadOptions)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Invalid(what, error.Message);
        }
    }

    public static RequestFailure Invalid(string what, string reason) =>
        RequestFailure.BadRequest($"The {what} is not valid JSON of at most {NestingDepthMax} levels: {reason}");
}
