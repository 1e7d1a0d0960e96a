using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>Documents as JSON with their metadata: <c>application/vnd.trivium.document+json</c>.</summary>
public abstract class EnvelopeContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    public static TheoryData<string, string> FaultyEnvelopes => new()
    {
        { "content", """{"contentType":"text/plain"}""" },
        { "content", """{"contentType":"text/plain","content":"x","contentBase64":"eA=="}""" },
        { "contentBase64", """{"contentType":"text/plain","contentBase64":"*not base64*"}""" },
        { "contentType", """{"content":"x"}""" },
        { "contentType", """{"content":"x","contentType":" "}""" },
        { "metadata", """{"contentType":"text/plain","content":"x","metadata":[1]}""" },
        { "id", """{"contentType":"text/plain","content":"x","id":"another"}""" },
        { "id", """{"contentType":"text/plain","content":"x","id":"../.."}""" },
    };

    [ContractFact]
    public async Task Post_EnvelopeWithText_IsReadableWithItsMetadata()
    {
        string id = Host.NewId();
        var envelope = new
        {
            id,
            title = "表題",
            source = "https://example.com/note",
            contentType = "text/markdown",
            content = "---\nkind: note\nstars: 1\n---\n# Heading\n\n本文\r\n",
            metadata = new
            {
                tags = new[] { "red", "blue" },
                stars = 5,
                nested = new { list = new object[] { 1, "b" } },
            },
        };

        await Host.CompletedAsync(await PostAsync(JsonSerializer.Serialize(envelope)));

        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK).Json();
        Assert.Equal("表題", document.Text("title"));
        Assert.Equal("https://example.com/note", document.Text("source"));
        Assert.Equal(["red", "blue"], document.Texts("tags"));
        Assert.Equal("note", document.Text("metadata.kind"));
        Assert.Equal(5, document.Int("metadata.stars"));
        Assert.Equal("""[1,"b"]""", document.At("metadata.nested.list").GetRawText());
        Assert.Equal(envelope.content, (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractFact]
    public async Task Post_EnvelopeWithBase64_IsReadBackByteForByte()
    {
        string id = Host.NewId();
        byte[] bytes = [0, 1, 0x0D, 0x0A, 0xE6, 0x97, 0xA5, 0x7F];
        string base64 = Convert.ToBase64String(bytes);
        string json = $$"""{"id":"{{id}}","contentType":"text/plain","contentBase64":"{{base64}}"}""";

        await Host.CompletedAsync(await PostAsync(json));

        Reply content = await Host.GetAsync($"/v1/documents/{id}/content");
        Assert.Equal(bytes, content.Expect(HttpStatusCode.OK).Body);
        Assert.Equal("text/plain", content.ContentType);
    }

    [ContractFact]
    public async Task Put_Envelope_TakesTitleAndSourceOfTheUrlFirst()
    {
        string id = Host.NewId();
        string json = """{"title":"inner","source":"inner","contentType":"text/plain","content":"x"}""";

        await Host.CompletedAsync(await Host.SendAsync(
            "PUT", $"/v1/documents/{id}?title=outer&wait=30", Outgoing.Envelope(json)));

        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Json();
        Assert.Equal("outer", document.Text("title"));
        Assert.Equal("inner", document.Text("source"));
    }

    [ContractTheory]
    [MemberData(nameof(FaultyEnvelopes))]
    public async Task Put_FaultyEnvelope_Is400AndNamesTheField(string field, string json)
    {
        string id = Host.NewId();

        // An id that is none is only seen where the URL gives none.
        Reply reply = json.Contains("../", StringComparison.Ordinal)
            ? await PostAsync(json)
            : await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Envelope(json));

        reply.ExpectInvalid(field);
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Put_EnvelopeWithAnUnknownProperty_Is400AndNamesIt()
    {
        string id = Host.NewId();
        string json = """{"contentType":"text/plain","content":"x","metdata":{"tags":["lost"]}}""";

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Envelope(json));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains("metdata", problem.Text("detail"), StringComparison.Ordinal);
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"contentType":"text/plain","content":5}""")]
    [InlineData("""{"contentType":"text/plain","content":"\ud800"}""")]
    public async Task Put_NoEnvelopeAtAll_Is400(string json)
    {
        string id = Host.NewId();

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Envelope(json));

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Put_EnvelopeOfUnsupportedContent_Is415()
    {
        string id = Host.NewId();
        string json = """{"contentType":"image/png","contentBase64":"eA=="}""";

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Envelope(json));

        reply.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported");
    }

    [ContractFact]
    public async Task Put_EnvelopeWithMetadataOverTheLimit_Is413AndSaysHowMuchIsPossible()
    {
        string id = Host.NewId();
        var metadata = new { text = new string('m', 5_000) };
        string json = JsonSerializer.Serialize(new { contentType = "text/plain", content = "x", metadata });

        Reply reply = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Envelope(json));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.Contains("4096", problem.Text("detail"), StringComparison.Ordinal);
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    private Task<Reply> PostAsync(string json) =>
        Host.SendAsync("POST", "/v1/documents?wait=30", Outgoing.Envelope(json));
}

[Collection(HostNames.InProcess)]
public sealed class EnvelopeInProcess(InProcessHost host, ITestOutputHelper output) : EnvelopeContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class EnvelopeOnKestrel(KestrelHost host, ITestOutputHelper output) : EnvelopeContract(host, output);

[Collection(HostNames.Remote)]
public sealed class EnvelopeRemotely(RemoteHost host, ITestOutputHelper output) : EnvelopeContract(host, output);
