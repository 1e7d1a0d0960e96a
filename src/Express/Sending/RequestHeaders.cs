using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Trivium.Express;

/// <summary>Puts headers and body into a request.</summary>
internal static class RequestHeaders
{
    public static InProcessRequestBody Apply(
        HttpRequest request,
        RequestContent? content,
        IEnumerable<(string Name, string Value)> headers,
        SynchronousIo control,
        CancellationToken aborted)
    {
        foreach (var (name, value) in content?.Headers ?? [])
            request.Headers.Append(name, value);
        if (content is null)
            request.ContentLength = ExpectsBody(request.Method) ? 0 : null;
        else if (content.Length is { } length)
            request.ContentLength = length;
        else
            request.Headers.TransferEncoding = "chunked";

        // A header given replaces one derived from the body; given twice, it has two values.
        foreach (var group in headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
            request.Headers[group.Key] = new StringValues([.. group.Select(header => header.Value)]);
        if (StringValues.IsNullOrEmpty(request.Headers.Host))
            request.Headers.Host = request.Host.Value;
        var body = new InProcessRequestBody(
            content?.Stream ?? Stream.Null,
            content is not null and not { Length: 0 },
            request.ContentLength,
            control,
            aborted);
        request.Body = body;
        return body;
    }

    /// <summary>Clients say "0 bytes" where a body would be expected, and nothing elsewhere (RFC 9110, 8.6).</summary>
    private static bool ExpectsBody(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);
}
