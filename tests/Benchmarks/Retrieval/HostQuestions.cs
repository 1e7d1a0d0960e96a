using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trivium.Benchmarks.Ingestion;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>Asks a host over HTTP, each tenant with a key of its own.</summary>
internal sealed class HostQuestions
{
    /// <summary>The operator's key: of a host of this run, which only this machine reaches.</summary>
    public const string OperatorKey = "benchmark-benchmark-benchmark-benchmark";

    private const int RequestsPerMinute = 1_000_000;

    private readonly HostUnderTest _host;
    private readonly Dictionary<string, string> _keys = [];

    private HostQuestions(HostUnderTest host) => _host = host;

    /// <summary>Makes a key for each tenant.</summary>
    public static async Task<HostQuestions> OpenAsync(HostUnderTest host, IEnumerable<GeneratedTenant> tenants)
    {
        var questions = new HostQuestions(host);
        foreach (GeneratedTenant tenant in tenants)
        {
            using HttpResponseMessage answer = await host.Api.PostAsJsonAsync(
                new Uri("/v1/keys", UriKind.Relative),
                new { tenant = tenant.Name, role = "reader", rateLimit = RequestsPerMinute });
            answer.EnsureSuccessStatusCode();
            using JsonDocument body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            questions._keys[tenant.Name] = body.RootElement.GetProperty("key").GetString()!;
        }

        return questions;
    }

    /// <summary>Makes ready to ask.</summary>
    /// <returns>Asks, and returns how much was found.</returns>
    public Func<Task<int>> Prepare(Question question, GeneratedTenant tenant)
    {
        string body = question.ToJson();
        var authorization = new AuthenticationHeaderValue("Bearer", _keys[tenant.Name]);
        return async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, question.Route)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Authorization = authorization;
            using HttpResponseMessage answer = await _host.Api.SendAsync(request);
            byte[] json = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(Encoding.UTF8.GetString(json));
            using JsonDocument read = JsonDocument.Parse(json);
            return read.RootElement.GetProperty(question.Found).GetArrayLength();
        };
    }
}
