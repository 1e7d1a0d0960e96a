using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>What a document would be turned into: <c>POST /v1/chunks:preview</c>.</summary>
public abstract class PreviewContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    private const string Markdown = "# Trains\n\nTrains run hourly.\n\n| line | minutes |\n|---|---|\n| A | 5 |\n\n## 船\n\n船は毎日出ます。\n";

    [ContractFact]
    public async Task Post_Document_ShowsItsChunksAndTablesAndStoresNothing()
    {
        string id = Host.NewId();
        string json = JsonSerializer.Serialize(new { id, contentType = "text/markdown", content = Markdown });

        JsonElement preview = (await Host.SendAsync("POST", "/v1/chunks:preview", Outgoing.Envelope(json)))
            .Expect(HttpStatusCode.OK).Json();

        Assert.Equal("Trains", preview.Text("title"));
        Assert.Equal(2, preview.Int("chunkCount"));
        Assert.Equal(["Trains", "船"], preview.Items("chunks")[1].Texts("headings"));
        Assert.Equal(14, preview.Items("chunks")[1].Int("tokens"));
        Assert.Equal(["trains", "headings"], preview.Items("tables").Select(table => table.Text("name")));
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Post_RawBytes_AreShownLikeAnEnvelope()
    {
        Reply reply = await Host.SendAsync("POST", "/v1/chunks:preview?title=Given", Outgoing.Text(Markdown, "text/markdown"));

        Assert.Equal("Given", reply.Expect(HttpStatusCode.OK).Json().Text("title"));
    }

    [ContractFact]
    public async Task Post_SizesInTheUrl_AreThoseOfTheChunks()
    {
        string text = string.Concat(Enumerable.Repeat("A sentence of some words. ", 100));
        Reply reply = await Host.SendAsync(
            "POST", "/v1/chunks:preview?maxTokens=64&targetTokens=32&overlapTokens=0", Outgoing.Text(text));
        Reply refused = await Host.SendAsync("POST", "/v1/chunks:preview?maxTokens=1", Outgoing.Text(text));

        JsonElement preview = reply.Expect(HttpStatusCode.OK).Json();
        Assert.Equal(64, preview.GetProperty("chunking").Int("maxTokens"));
        Assert.All(preview.Items("chunks"), chunk => Assert.InRange(chunk.Int("tokens"), 1, 64));
        refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [ContractTheory]
    [InlineData("text/csv", "a,b\n1,2,3\n", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("image/png", "x", HttpStatusCode.UnsupportedMediaType, "unsupported")]
    public async Task Post_WhatCouldNotBeIngested_IsRefusedInTheSameWords(
        string contentType, string text, HttpStatusCode status, string code)
    {
        string id = Host.NewId();
        Reply preview = await Host.SendAsync("POST", "/v1/chunks:preview", Outgoing.Text(text, contentType));
        Reply write = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Text(text, contentType));

        Assert.Equal(
            write.ExpectProblem(status, code).Text("detail"), preview.ExpectProblem(status, code).Text("detail"));
    }
}

[Collection(HostNames.InProcess)]
public sealed class PreviewInProcess(InProcessHost host, ITestOutputHelper output) : PreviewContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class PreviewOnKestrel(KestrelHost host, ITestOutputHelper output) : PreviewContract(host, output);

[Collection(HostNames.Remote)]
public sealed class PreviewRemotely(RemoteHost host, ITestOutputHelper output) : PreviewContract(host, output);
