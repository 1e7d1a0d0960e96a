using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Trivium.Express;

/// <summary>The body of a request, how long it is if that is known, and the headers that describe it.</summary>
internal sealed record RequestContent(Stream Stream, long? Length, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Null where there is no body.</summary>
    public static async Task<RequestContent?> OfAsync(
        object? body, JsonSerializerOptions json, CancellationToken cancellationToken) =>
        body switch
        {
            null => null,
            byte[] bytes => Of(bytes, "application/octet-stream"),
            ReadOnlyMemory<byte> bytes => Of(bytes.ToArray(), "application/octet-stream"),
            Memory<byte> bytes => Of(bytes.ToArray(), "application/octet-stream"),
            string text => Of(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"),
            Stream stream => new RequestContent(
                stream,
                stream.CanSeek ? stream.Length - stream.Position : null,
                [("Content-Type", "application/octet-stream")]),
            HttpContent content => new RequestContent(
                await content.ReadAsStreamAsync(cancellationToken),
                content.Headers.ContentLength,
                Flatten(content.Headers)),
            _ => Of(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), json), "application/json"),
        };

    private static RequestContent Of(byte[] bytes, string contentType) =>
        new(new MemoryStream(bytes, writable: false), bytes.Length, [("Content-Type", contentType)]);

    private static (string Name, string Value)[] Flatten(HttpContentHeaders headers) =>
        [.. from header in headers
            where header.Key != "Content-Length"
            from value in header.Value
            select (header.Key, value)];
}
