using System.Net;
using System.Text.Json;

namespace Trivium.Hosts.Tests.Http;

/// <summary>One server-sent event.</summary>
/// <param name="Id">What <c>Last-Event-ID</c> takes; empty where it has none.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Data">Its JSON.</param>
internal sealed record ServerSentEvent(string Id, string Name, JsonElement Data);

/// <summary>Reads server-sent events to the end of the stream.</summary>
internal static class ServerSentEvents
{
    /// <summary>2 minutes: what has not ended by then does not.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static Task<IReadOnlyList<ServerSentEvent>> ReadAsync(
        HttpClient client, string target, params (string Name, string Value)[] headers) =>
        ReadAsync(client, Outgoing.Request("GET", target, null, headers));

    /// <summary>The events that answer a request, to the end of the stream.</summary>
    public static async Task<IReadOnlyList<ServerSentEvent>> ReadAsync(HttpClient client, HttpRequestMessage message)
    {
        using var stop = new CancellationTokenSource(_patience, TimeProvider.System);
        using HttpRequestMessage request = message;
        using HttpResponseMessage response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(stop.Token));
        List<ServerSentEvent> events = [];
        Dictionary<string, string> fields = [];
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (line.Length > 0 && line.Split(": ", 2) is [{ Length: > 0 } name, var value])
            {
                fields.Add(name, value);
            }
            else if (line.Length == 0 && fields.Count > 0)
            {
                events.Add(new(fields.GetValueOrDefault("id", ""), fields["event"], JsonElement.Parse(fields["data"])));
                fields.Clear();
            }
        }

        Assert.Empty(fields);
        return events;
    }
}
