using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>Keys: <c>/v1/keys</c>, and what they open.</summary>
public abstract class KeysContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Key_OfATenant_OpensThatTenantsDocumentsOnly()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "the operator's", "text/plain");
        await using TenantKey key = await TenantKey.MakeAsync(Host, Host.Prefix, "writer");

        (await key.SendAsync("GET", $"/v1/documents/{id}")).ExpectProblem(HttpStatusCode.NotFound, "not_found");
        JsonElement accepted = await key.PutAsync(id, "the tenant's");

        Assert.Equal($"{Host.Prefix}-{id}-1", accepted.Text("id"));
        Assert.False(accepted.Has("statusQueryGetUri"), accepted.ToString());
        Assert.Equal("the tenant's", (await key.SendAsync("GET", $"/v1/documents/{id}/content")).Text);
        Assert.Equal("the operator's", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
        (await Host.GetAsync($"/v1/ingestions/{accepted.Text("id")}")).ExpectProblem(HttpStatusCode.NotFound, "not_found");
    }

    [ContractFact]
    public async Task Key_OfAReader_ReadsAndAsksButDoesNotWrite()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, Host.Prefix, "reader");

        (await key.SendAsync("GET", "/v1/documents")).Expect(HttpStatusCode.OK);
        HttpContent question = Outgoing.Text("""{"query":"x"}""", "application/json");
        (await key.SendAsync("POST", "/v1/search", question)).Expect(HttpStatusCode.OK);
        Reply put = await key.SendAsync("PUT", $"/v1/documents/{Host.NewId()}", Outgoing.Text("text"));
        Reply keys = await key.SendAsync("GET", "/v1/keys");

        string writing = put.ExpectProblem(HttpStatusCode.Forbidden, "forbidden").Text("detail");
        string managing = keys.ExpectProblem(HttpStatusCode.Forbidden, "forbidden").Text("detail");
        Assert.Contains("'writer'", writing, StringComparison.Ordinal);
        Assert.Contains("'admin'", managing, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Key_OfAnAdminOfATenant_IsNotTheOperators()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, Host.Prefix, "admin");

        (await key.SendAsync("GET", "/v1/keys?tenant=default")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        Reply other = await key.SendAsync(
            "POST", "/v1/keys", Outgoing.Text("""{"role":"reader","tenant":"default"}""", "application/json"));
        other.ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [ContractFact]
    public async Task Key_Made_IsListedWithoutItsSecret()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, Host.Prefix, "reader");

        Reply list = await Host.GetAsync($"/v1/keys?tenant={Host.Prefix}");

        JsonElement listed = list.Json().Items("keys").Single(item => item.Text("id") == key.Id);
        Assert.Equal("reader", listed.Text("role"));
        Assert.False(listed.Has("key"), list.ToString());
        Assert.DoesNotContain(key.Text[^20..], list.Text, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Key_Deleted_OpensNothingAnyMore()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, Host.Prefix, "reader");
        (await key.SendAsync("GET", "/v1/documents")).Expect(HttpStatusCode.OK);

        (await Host.SendAsync("DELETE", $"/v1/keys/{key.Id}?tenant={Host.Prefix}")).Expect(HttpStatusCode.NoContent);

        // At once in the process that deleted it, a few seconds later in others.
        await Host.UntilAsync("/v1/documents", reply => reply.Status == HttpStatusCode.Unauthorized, key.Header);
    }

    [ContractTheory]
    [InlineData("trv_default_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("trv_nonsense")]
    public async Task Key_Unknown_Is401AndSaysHowToSendOne(string key)
    {
        Reply reply = await Host.SendAsync("GET", "/v1/documents", null, ("Authorization", $"Bearer {key}"));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Contains("Authorization: Bearer", problem.Text("detail"), StringComparison.Ordinal);
        Assert.StartsWith("Bearer", reply.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }
}

[Collection(HostNames.InProcess)]
public sealed class KeysInProcess(InProcessHost host, ITestOutputHelper output) : KeysContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class KeysOnKestrel(KestrelHost host, ITestOutputHelper output) : KeysContract(host, output);

[Collection(HostNames.Remote)]
public sealed class KeysRemotely(RemoteHost host, ITestOutputHelper output) : KeysContract(host, output);
