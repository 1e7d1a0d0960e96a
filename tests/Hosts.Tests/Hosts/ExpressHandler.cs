using System.Net;
using Trivium.Express;

namespace Trivium.Hosts.Tests.Hosts;

/// <summary>Hands an HTTP client's requests to an app, and its answers back.</summary>
internal sealed class ExpressHandler(ExpressApp app) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        IEnumerable<(string Name, string Value)> headers =
            from header in request.Headers from value in header.Value select (header.Key, value);
        ExpressResponse answer = await app.SendAsync(
            request.Method.Method, request.RequestUri!.PathAndQuery, request.Content, headers, cancellationToken);

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body),
        };
        foreach ((string name, var values) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, [.. values]))
                response.Content.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        return response;
    }
}
