using System.Net;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Carries HTTP requests of a client in this process to the engine, without a socket.</summary>
internal sealed class InProcessHandler(
    Func<CosmosRequest, CancellationToken, ValueTask<CosmosResponse>> engine) : HttpMessageHandler
{
    // A little over the 2 MB of an item, so that the item check can name the real limit.
    private const int BodyBytesMax = 2 * 1024 * 1024 + 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        CosmosResponse response;
        if (await ReadBody(request.Content, cancellationToken).ConfigureAwait(false) is { } body)
        {
            var cosmosRequest = new CosmosRequest(
                request.Method.Method,
                uri.GetComponents(UriComponents.Path, UriFormat.UriEscaped),
                uri.GetLeftPart(UriPartial.Authority),
                name => Header(request, name),
                body);
            response = await engine(cosmosRequest, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            response = ErrorAnswer.From(RequestFailure.TooLarge(
                $"The request body is larger than {BodyBytesMax} bytes; an item may have 2 MB."));
        }
        return ToHttp(request, response);
    }

    private static HttpResponseMessage ToHttp(HttpRequestMessage request, CosmosResponse response)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status) { RequestMessage = request };
        message.Content = new ReadOnlyMemoryContent(response.Body);
        if (!response.Body.IsEmpty)
            message.Content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        foreach (var (name, value) in response.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static string? Header(HttpRequestMessage request, string name)
    {
        if (request.Headers.NonValidated.TryGetValues(name, out var values))
            return values.ToString();
        return request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;
    }

    private static async ValueTask<byte[]?> ReadBody(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
            return [];
        if (content.Headers.ContentLength > BodyBytesMax)
            return null;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (content.Headers.ContentLength is { } length)
        {
            // Whoever says how long it is knows: the body is in memory, and is copied once.
            var body = new byte[length];
            await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            return body;
        }
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > BodyBytesMax)
                return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}
