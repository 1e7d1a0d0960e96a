using System.Text.Json;

namespace Trivium.LocalHost.FirstRun;

/// <summary>Calls of the HTTP API that expect JSON.</summary>
internal static class ApiCalls
{
    /// <summary>Posts JSON and reads the JSON that comes back; anything but success throws with the problem's detail.</summary>
    public static async Task<JsonElement> PostForJsonAsync<T>(
        this HttpClient api, string path, T body, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await api.PostAsJsonAsync(path, body, cancellationToken);
        return await response.ReadJsonAsync(cancellationToken);
    }

    /// <summary>The JSON of an answer; anything but success throws with the problem's detail.</summary>
    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        JsonElement json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode
            ? json
            : throw new HttpRequestException(
                $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery}: {json}",
                null,
                response.StatusCode);
    }
}
