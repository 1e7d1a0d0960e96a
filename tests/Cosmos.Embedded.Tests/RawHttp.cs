using System.Text;

namespace Trivium.Cosmos.Embedded.Tests;

/// <summary>Requests that the SDK would never send.</summary>
internal sealed class RawHttp(EmbeddedCosmos engine) : IDisposable
{
    private readonly HttpClient _http = new(engine.CreateHandler())
    {
        BaseAddress =
        new Uri("http://embedded.invalid/")
    };

    public async Task<(int Status, string Body)> Send(
        string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var answer = await SendBytes(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers);
        return (answer.Status, Encoding.UTF8.GetString(answer.Body));
    }

    public async Task<(int Status, byte[] Body)> SendBytes(
        string method, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _http.Dispose();
}
