using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>A key of a tenant, made by the operator and deleted with what its holder wrote.</summary>
/// <param name="Host">Where.</param>
/// <param name="Made">What its making was answered with.</param>
internal sealed record TenantKey(ContractHost Host, JsonElement Made) : IAsyncDisposable
{
    private readonly HashSet<string> _documents = [];

    public string Tenant => Made.Text("tenant");

    public string Id => Made.Text("id");

    public string Text => Made.Text("key");

    public (string Name, string Value) Header => ("Authorization", $"Bearer {Text}");

    public static async Task<TenantKey> MakeAsync(ContractHost host, string tenant, string role)
    {
        Reply made = await host.PostJsonAsync("/v1/keys", new { tenant, role, name = $"{host.Prefix} contract" });
        return new(host, made.Expect(HttpStatusCode.Created).Json());
    }

    public Task<Reply> SendAsync(string method, string target, HttpContent? content = null) =>
        Host.SendAsync(method, target, content, Header);

    /// <summary>Writes a document and waits until it can be read.</summary>
    public async Task<JsonElement> PutAsync(string documentId, string text)
    {
        _documents.Add(documentId);
        Reply accepted = await SendAsync("PUT", $"/v1/documents/{documentId}", Outgoing.Text(text));
        Assert.True(accepted.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, accepted.ToString());
        JsonElement body = accepted.Json();
        await Host.UntilAsync(body.Text("links.self"), reply => reply.Json().Text("status") == "Completed", Header);
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string documentId in _documents) await SendAsync("DELETE", $"/v1/documents/{documentId}");
        await Host.SendAsync("DELETE", $"/v1/keys/{Id}?tenant={Tenant}");
    }
}
