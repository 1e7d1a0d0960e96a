using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>What a write is answered with, and what becomes of it.</summary>
public abstract class AcceptContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Post_WithoutWaiting_Is202WithLinksThatLeadToTheDocument()
    {
        Reply reply = await Host.SendAsync(
            "POST", "/v1/documents?title=A%20title&source=somewhere", Outgoing.Text("some text"));

        JsonElement accepted = reply.Expect(HttpStatusCode.Accepted).Json();
        Host.Own(accepted.Text("documentId"));
        Assert.False(accepted.At("unchanged").GetBoolean());
        Assert.Equal(reply.Header("Location"), $"/v1/ingestions/{accepted.Text("id")}");
        Assert.Equal(reply.Header("Location"), accepted.Text("links.self"));
        JsonElement ingestion = await Host.CompletedAsync(reply);
        Assert.Equal(accepted.Text("id"), ingestion.Text("id"));
        Assert.Equal(accepted.Text("documentId"), ingestion.Text("documentId"));
        JsonElement document = (await Host.GetAsync(accepted.Text("links.document"))).Expect(HttpStatusCode.OK).Json();
        Assert.Equal(accepted.Text("documentId"), document.Text("documentId"));
        Assert.Equal("A title", document.Text("title"));
        Assert.Equal("somewhere", document.Text("source"));
        Reply events = await Host.GetAsync(accepted.Text("links.events"));
        Assert.StartsWith("text/event-stream", events.Expect(HttpStatusCode.OK).ContentType, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Post_WithWait_Is200AndReadableAtOnce()
    {
        string id = Host.NewId();

        Reply reply = await Host.SendAsync("POST", $"/v1/documents?wait=60&id={id}", Outgoing.Text("some text"));

        Assert.Equal(id, reply.Expect(HttpStatusCode.OK).Json().Text("documentId"));
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK);
    }

    [ContractFact]
    public async Task Post_TwiceWithoutAnId_MakesTwoDocuments()
    {
        Reply first = await Host.SendAsync("POST", "/v1/documents", Outgoing.Text("the same"));
        Reply second = await Host.SendAsync("POST", "/v1/documents", Outgoing.Text("the same"));

        string[] ids = [first.Json().Text("documentId"), second.Json().Text("documentId")];
        Array.ForEach(ids, Host.Own);
        Assert.NotEqual(ids[0], ids[1]);
    }

    [ContractFact]
    public async Task Put_UnchangedContent_Is200AndStartsNothing()
    {
        string id = Host.NewId();
        Reply first = await Host.PutAsync(id, "the same", "text/plain", "title=T");
        Reply before = await Host.GetAsync($"/v1/documents/{id}");

        Reply second = await Host.SendAsync("PUT", $"/v1/documents/{id}?title=T", Outgoing.Text("the same"));

        JsonElement accepted = second.Expect(HttpStatusCode.OK).Json();
        Assert.True(accepted.At("unchanged").GetBoolean());
        Assert.Equal(first.Json().Text("id"), accepted.Text("id"));
        Assert.Equal(before.Text, (await Host.GetAsync($"/v1/documents/{id}")).Text);
        Assert.Single((await Host.GetAsync($"/v1/ingestions?documentId={id}")).Json().Items("ingestions"));
    }

    [ContractTheory]
    [InlineData("other text", "text/plain", "title=T")]
    [InlineData("the same", "text/markdown", "title=T")]
    [InlineData("the same", "text/plain", "title=U")]
    [InlineData("the same", "text/plain", "title=T&source=s")]
    public async Task Put_ContentOrDescriptionChanged_MakesANewGeneration(string text, string contentType, string query)
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "the same", "text/plain", "title=T");
        Reply before = await Host.GetAsync($"/v1/documents/{id}");

        Reply reply = await Host.PutAsync(id, text, contentType, query);

        Assert.False(reply.Json().At("unchanged").GetBoolean());
        Reply after = await Host.GetAsync($"/v1/documents/{id}");
        Assert.True(after.Json().Int("generation") > before.Json().Int("generation"));
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        Assert.Equal(before.Json().Text("createdAt"), after.Json().Text("createdAt"));
        Assert.True(
            after.Json().At("updatedAt").GetDateTimeOffset() > before.Json().At("updatedAt").GetDateTimeOffset());
        Assert.Equal(text, (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractFact]
    public async Task Put_NewVersion_ReplacesTheOldInEveryModel()
    {
        string id = Host.NewId("versioned");
        await Host.PutAsync(id, "word,n\nzebra,1\nyak,2\n", "text/csv");

        await Host.PutAsync(id, "word,n\nxerus,3\n", "text/csv");

        JsonElement rows = (await Host.GetAsync($"/v1/documents/{id}/rows")).Json();
        Assert.Equal(["xerus"], rows.Items("rows").Select(row => row.Text("data.word")));
        JsonElement sql = (await Host.PostJsonAsync("/v1/sql", new { query = $"SELECT word FROM {id}" })).Json();
        Assert.Equal(["xerus"], sql.Items("rows").Select(row => row.Text("word")));
        JsonElement hits = (await Host.PostJsonAsync(
            "/v1/search", new { query = "zebra", mode = "text", filter = new { documentIds = new[] { id } } })).Json();
        Assert.Empty(hits.Items("hits"));
        JsonElement chunks = (await Host.GetAsync($"/v1/documents/{id}/chunks")).Json();
        Assert.All(chunks.Items("chunks"), chunk => Assert.DoesNotContain("zebra", chunk.Text("text")));
    }

    [ContractFact]
    public async Task Put_ManyAtOnce_AreAllTaken()
    {
        string[] ids = [.. Enumerable.Range(0, 8).Select(_ => Host.NewId("many"))];

        await Task.WhenAll(ids.Select(id => Host.PutAsync(id, $"text of {id}", "text/plain")));

        foreach (string id in ids)
            Assert.Equal($"text of {id}", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }
}

[Collection(HostNames.InProcess)]
public sealed class AcceptInProcess(InProcessHost host, ITestOutputHelper output) : AcceptContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class AcceptOnKestrel(KestrelHost host, ITestOutputHelper output) : AcceptContract(host, output);

[Collection(HostNames.Remote)]
public sealed class AcceptRemotely(RemoteHost host, ITestOutputHelper output) : AcceptContract(host, output);
