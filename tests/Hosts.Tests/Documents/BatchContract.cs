using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>Many documents in one request: <c>POST /v1/documents:batch</c>.</summary>
public abstract class BatchContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Post_LinesGoodAndBad_AreAnsweredInOrder()
    {
        string first = Host.NewId();
        string last = Host.NewId();
        string body = $$"""
            {"id":"{{first}}","contentType":"text/plain","content":"one"}
            not json

            {"id":"{{last}}","contentType":"text/plain","content":"two"}
            """;

        Reply reply = await PostAsync(body);

        JsonElement[] lines = [.. reply.Expect(HttpStatusCode.OK).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        Assert.StartsWith("application/x-ndjson", reply.ContentType, StringComparison.Ordinal);
        Assert.Equal([1, 2, 4], lines.Select(line => line.Int("line")));
        Assert.Equal([202, 400, 202], lines.Select(line => line.Int("status")));
        Assert.Equal("invalid", lines[1].Text("error.code"));
        Assert.Equal([first, last], [lines[0].Text("documentId"), lines[2].Text("documentId")]);
        await Host.UntilAsync($"/v1/ingestions/{lines[2].Text("id")}", answer => answer.Json().Text("status") == "Completed");
    }

    [ContractFact]
    public async Task Post_NoLines_IsAnsweredWithNone() =>
        Assert.Equal("", (await PostAsync("\n\n")).Expect(HttpStatusCode.OK).Text);

    [ContractFact]
    public async Task Post_Json_Is415() =>
        (await Host.PostJsonAsync("/v1/documents:batch", "[]")).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported");

    [ContractFact]
    public async Task Get_Batch_Is405() =>
        (await Host.GetAsync("/v1/documents:batch")).ExpectProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");

    private Task<Reply> PostAsync(string body) =>
        Host.SendAsync("POST", "/v1/documents:batch", Outgoing.Text(body, "application/x-ndjson"));
}

[Collection(HostNames.InProcess)]
public sealed class BatchInProcess(InProcessHost host, ITestOutputHelper output) : BatchContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class BatchOnKestrel(KestrelHost host, ITestOutputHelper output) : BatchContract(host, output);

[Collection(HostNames.Remote)]
public sealed class BatchRemotely(RemoteHost host, ITestOutputHelper output) : BatchContract(host, output);
