using System.Net.Http.Headers;

namespace Trivium.LocalHost.Hosting;

/// <summary>Makes clients of the HTTP API.</summary>
internal static class ApiClient
{
    /// <summary>A client of the host at a URL. It is the caller's to dispose.</summary>
    /// <param name="url">The base URL.</param>
    /// <param name="key">The key it sends; null or empty: none.</param>
    public static HttpClient Create(string url, string? key)
    {
        // Ingesting and verifying take as long as they take; Ctrl-C ends them.
        var client = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(key))
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
