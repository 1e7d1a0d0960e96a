using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary><c>Idempotency-Key</c>: a request sent twice is one request.</summary>
public abstract class IdempotencyContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Post_SentTwiceWithOneKey_IsOneDocumentAndOneIngestion()
    {
        string key = Host.NewId("key");

        Reply first = await PostAsync("idempotent", key);
        Reply second = await PostAsync("idempotent", key);

        string id = first.Json().Text("documentId");
        Host.Own(id);
        await Host.CompletedAsync(second);
        Assert.Equal(id, second.Json().Text("documentId"));
        Assert.Equal(first.Json().Text("id"), second.Json().Text("id"));
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        Assert.Single((await Host.GetAsync($"/v1/ingestions?documentId={id}")).Json().Items("ingestions"));
    }

    [ContractFact]
    public async Task Post_SentAgainAfterALaterVersion_IsAnsweredAsTheFirstTime()
    {
        string key = Host.NewId("key");
        string id = Host.NewId();
        Reply first = await PostAsync("one", key, $"&id={id}");
        await Host.CompletedAsync(first);
        await Host.PutAsync(id, "two", "text/plain");

        Reply again = await PostAsync("one", key, $"&id={id}");

        Assert.Equal(first.Json().Text("id"), again.Json().Text("id"));
        Assert.Equal("two", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractTheory]
    [InlineData("other content", "")]
    [InlineData("idempotent", "&title=other")]
    [InlineData("idempotent", "&id={id}")]
    public async Task Post_AnotherRequestWithAUsedKey_Is409AndStoresNothing(string text, string query)
    {
        string key = Host.NewId("key");
        string other = Host.NewId();
        Reply first = await PostAsync("idempotent", key);
        string id = first.Json().Text("documentId");
        Host.Own(id);

        Reply second = await PostAsync(text, key, query.Replace("{id}", other, StringComparison.Ordinal));

        second.ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await Host.GetAsync($"/v1/documents/{other}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal("idempotent", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractFact]
    public async Task Post_RefusedRequest_DoesNotUseItsKeyUp()
    {
        string key = Host.NewId("key");
        Reply refused = await Host.SendAsync(
            "POST", "/v1/documents", Outgoing.Text("{", "application/json"), ("Idempotency-Key", key));
        refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid");

        Reply second = await PostAsync("good", key);

        Host.Own(second.Json().Text("documentId"));
        await Host.CompletedAsync(second);
    }

    [ContractFact]
    public async Task Post_KeyOverTheLimit_Is400()
    {
        Reply reply = await PostAsync("text", new string('k', 256));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains("255", problem.Text("detail"), StringComparison.Ordinal);
    }

    private Task<Reply> PostAsync(string text, string key, string query = "") =>
        Host.SendAsync("POST", $"/v1/documents?wait=30{query}", Outgoing.Text(text), ("Idempotency-Key", key));
}

[Collection(HostNames.InProcess)]
public sealed class IdempotencyInProcess(InProcessHost host, ITestOutputHelper output)
    : IdempotencyContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class IdempotencyOnKestrel(KestrelHost host, ITestOutputHelper output)
    : IdempotencyContract(host, output);

[Collection(HostNames.Remote)]
public sealed class IdempotencyRemotely(RemoteHost host, ITestOutputHelper output) : IdempotencyContract(host, output);
