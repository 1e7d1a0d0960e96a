using System.Net;
using System.Net.Http.Headers;

namespace Trivium.Hosts.Tests.Hosts;

/// <summary>
/// A host that runs already, at <c>TRIVIUM_BASE_URL</c>, spoken to with <c>TRIVIUM_KEY</c> where that is set. Without
/// the URL its cases do not exist.
/// </summary>
public sealed class RemoteHost : ContractHost
{
    /// <summary>2 minutes: a host on a consumption plan starts when it is first asked.</summary>
    private static readonly TimeSpan _startPatience = TimeSpan.FromMinutes(2);

    /// <summary>Whether there is one.</summary>
    public static bool IsGiven => !string.IsNullOrWhiteSpace(BaseUrl);

    private static string? BaseUrl => Environment.GetEnvironmentVariable("TRIVIUM_BASE_URL");

    protected override async Task<HttpClient> OpenAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(BaseUrl!) };
        if (Environment.GetEnvironmentVariable("TRIVIUM_KEY") is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        long started = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(client))
        {
            if (TimeProvider.System.GetElapsedTime(started) > _startPatience)
                throw new InvalidOperationException($"{BaseUrl} was not ready within {_startPatience}.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        return client;
    }

    protected override Task CloseAsync() => Task.CompletedTask;

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
