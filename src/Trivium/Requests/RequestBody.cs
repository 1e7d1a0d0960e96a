using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;

namespace Trivium.Requests;

/// <summary>Reads the JSON object in a request's body, within limits, with messages that say what to change.</summary>
internal static class RequestBody
{
    /// <summary>
    /// 1 MiB: a vector of 4,096 numbers and a query of 64 KB with its parameters fit several times over.
    /// </summary>
    public const int BodySizeBytesMax = 1024 * 1024;

    /// <summary>
    /// 32: no body of these routes nests deeper than a parameter's value, and each level costs stack.
    /// </summary>
    public const int BodyDepthMax = 32;

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="TriviumException">
    /// <c>unsupported</c> for another content type, <c>too_large</c> over the limit, <c>invalid</c> for anything that
    /// is not one JSON object without duplicate properties.
    /// </exception>
    public static async Task<JsonDocument> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RefuseOtherContentTypes(request);
        var bytes = await ReadBytesAsync(request, cancellationToken);
        var document = Parse(bytes);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;

        var kind = document.RootElement.ValueKind;
        document.Dispose();
        throw new TriviumException(
            ErrorCode.Invalid,
            $"The body must be a JSON object, but it is JSON of kind {kind.ToString().ToLowerInvariant()}.");
    }

    private static void RefuseOtherContentTypes(HttpRequest request)
    {
        if (request.ContentType is null || request.HasJsonContentType())
            return;
        throw new TriviumException(
            ErrorCode.Unsupported,
            $"The content type '{request.ContentType}' is not supported here; send 'application/json'.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BodySizeBytesMax)
            throw TooLarge($"is {request.ContentLength} bytes");

        var buffer = new ArrayBufferWriter<byte>();
        while (buffer.WrittenCount <= BodySizeBytesMax)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(16 * 1024), cancellationToken);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
        }

        throw TooLarge("is longer");
    }

    private static TriviumException TooLarge(string what) =>
        new(ErrorCode.TooLarge, $"The body {what}; the limit here is {BodySizeBytesMax} bytes.");

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) throw new TriviumException(ErrorCode.Invalid, "The body is empty; send a JSON object.");
        try
        {
            RefuseIllFormedStrings(bytes.Span);
            return JsonDocument.Parse(
                bytes, new JsonDocumentOptions { MaxDepth = BodyDepthMax, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            var where = exception.LineNumber is { } line
                ? $" at line {line + 1}, byte {exception.BytePositionInLine + 1}"
                : "";
            throw new TriviumException(
                ErrorCode.Invalid,
                $"The body is not JSON that can be read{where}. It must be UTF-8, nest at most {BodyDepthMax} levels "
                    + "and name no property twice.",
                exception);
        }
    }

    // A JsonDocument would accept them, and throw whenever somebody looks at such a string or property name.
    private static void RefuseIllFormedStrings(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) throw new JsonException("The text is not UTF-8.");
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = BodyDepthMax });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException("A string has a surrogate without its partner.", exception);
            }
        }
    }
}
