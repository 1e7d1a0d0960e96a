using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trivium.Hosts.Tests.Http;

namespace Trivium.Hosts.Tests.Hosts;

/// <summary>
/// A host that is spoken to over HTTP alone. Its store may hold other people's documents: whatever a run makes carries
/// the run's prefix.
/// </summary>
public abstract class ContractHost : IAsyncLifetime
{
    /// <summary>2 minutes: what has not happened by then does not.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, byte> _documents = new();
    private Lazy<Task<SharedDocuments>> _shared = null!;
    private int _count;

    /// <summary>What this run's documents, tables and keys begin with: unique, and fit for a table's name.</summary>
    public string Prefix { get; } = "ct" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Speaks to the host; its key, where it has one, is set.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The documents that tests only read; made when first asked for.</summary>
    public Task<SharedDocuments> SharedAsync() => _shared.Value;

    public async Task InitializeAsync()
    {
        Client = await OpenAsync();
        _shared = new(() => SharedDocuments.CreateAsync(this));
    }

    public async Task DisposeAsync()
    {
        foreach (string documentId in _documents.Keys)
        {
            Reply reply = await SendAsync("DELETE", $"/v1/documents/{documentId}");
            Assert.True(reply.Status is HttpStatusCode.Accepted or HttpStatusCode.NotFound, reply.ToString());
        }

        Client.Dispose();
        await CloseAsync();
    }

    /// <summary>A document id nobody has, removed at the end of the run where it was written.</summary>
    public string NewId(string name = "doc")
    {
        string id = $"{Prefix}_{name}_{Interlocked.Increment(ref _count)}";
        _documents.TryAdd(id, 0);
        return id;
    }

    /// <summary>Removes a document at the end of the run whose id the host made.</summary>
    public void Own(string documentId) => _documents.TryAdd(documentId, 0);

    public async Task<Reply> SendAsync(
        string method, string target, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Outgoing.Request(method, target, content, headers);
        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Reply.ReadAsync(request, response);
    }

    public Task<Reply> GetAsync(string target, params (string Name, string Value)[] headers) =>
        SendAsync("GET", target, null, headers);

    /// <summary>Sends JSON as it is written.</summary>
    public Task<Reply> PostJsonAsync(string target, string json) =>
        SendAsync("POST", target, Outgoing.Body(Encoding.UTF8.GetBytes(json), "application/json"));

    /// <summary>Sends a value as JSON.</summary>
    public Task<Reply> PostJsonAsync(string target, object value) =>
        PostJsonAsync(target, JsonSerializer.Serialize(value, JsonSerializerOptions.Web));

    /// <summary>Writes a document and waits until it can be read. The answer is <em>accepted</em>.</summary>
    /// <param name="query">Further query parameters, without <c>?</c>.</param>
    public async Task<Reply> PutAsync(string documentId, byte[] content, string contentType, string query = "")
    {
        Reply accepted = await SendAsync(
            "PUT", $"/v1/documents/{documentId}?{query}", Outgoing.Body(content, contentType));
        await CompletedAsync(accepted);
        return accepted;
    }

    public Task<Reply> PutAsync(string documentId, string text, string contentType, string query = "") =>
        PutAsync(documentId, Encoding.UTF8.GetBytes(text), contentType, query);

    /// <summary>Waits until what was accepted is completed; its ingestion.</summary>
    public async Task<JsonElement> CompletedAsync(Reply accepted)
    {
        Assert.True(accepted.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, accepted.ToString());
        string self = accepted.Json().At("links.self").GetString()!;
        JsonElement ingestion = await UntilAsync(
            self, reply => reply.Json().Text("status") is "Completed" or "Failed" or "Terminated");
        Assert.True(ingestion.At("status").GetString() == "Completed", ingestion.ToString());
        return ingestion;
    }

    /// <summary>Asks again and again until the answer is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(
        string target, Func<Reply, bool> isWanted, params (string Name, string Value)[] headers)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Reply reply = await GetAsync(target, headers);
            if (isWanted(reply)) return reply.Json();

            if (TimeProvider.System.GetElapsedTime(started) > _patience)
                Assert.Fail($"{target} did not become what was wanted within {_patience}; it is {reply}");
            await Task.Delay(_pollInterval, TimeProvider.System);
        }
    }

    /// <summary>Starts or finds the host, and waits until it is ready.</summary>
    protected abstract Task<HttpClient> OpenAsync();

    protected abstract Task CloseAsync();
}
