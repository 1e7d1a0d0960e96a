using System.Text;

namespace Trivium.Hosts.Tests.Http;

/// <summary>Builds requests whose headers are sent as they are given, right or wrong.</summary>
internal static class Outgoing
{
    public static HttpRequestMessage Request(
        string method, string target, HttpContent? content, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = content };
        foreach ((string name, string value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), $"{name} is no request header.");
        return request;
    }

    /// <param name="contentType">Null: the request has none.</param>
    public static HttpContent Body(byte[] content, string? contentType)
    {
        var body = new ByteArrayContent(content);
        if (contentType is not null) body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return body;
    }

    public static HttpContent Text(string text, string? contentType = "text/plain") =>
        Body(Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>A document as JSON with its metadata.</summary>
    public static HttpContent Envelope(string json) => Text(json, "application/vnd.trivium.document+json");
}
