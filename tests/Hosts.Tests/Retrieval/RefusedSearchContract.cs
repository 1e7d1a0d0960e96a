using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>Searches that cannot be run.</summary>
public abstract class RefusedSearchContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    public static TheoryData<string, string> FaultyRequests => new()
    {
        { "query", "{}" },
        { "query", """{"query":"  "}""" },
        { "query", """{"query":5}""" },
        { "query", $$"""{"query":"{{new string('q', 4_097)}}"}""" },
        { "mode", """{"query":"a","mode":"magic"}""" },
        { "top", """{"query":"a","top":0}""" },
        { "top", """{"query":"a","top":201}""" },
        { "top", """{"query":"a","top":1.5}""" },
        { "skip", """{"query":"a","skip":-1}""" },
        { "skip", """{"query":"a","top":150,"skip":51}""" },
        { "vector", """{"query":"a","vector":[1,2]}""" },
        { "vector", """{"query":"a","mode":"text","vector":[1,2]}""" },
        { "vector[1]", """{"query":"a","vector":[1,"two"]}""" },
        { "filter", """{"query":"a","filter":"tag"}""" },
        { "filter.tags", """{"query":"a","filter":{"tags":"one"}}""" },
        { "filter.from", """{"query":"a","filter":{"from":"yesterday"}}""" },
        { "filter.to", """{"query":"a","filter":{"from":"2026-02-01","to":"2026-01-01"}}""" },
        { "filter.colour", """{"query":"a","filter":{"colour":"red"}}""" },
        { "context", """{"query":"a","context":6}""" },
        { "context", """{"query":"a","context":1,"top":51}""" },
        { "maxPerDocument", """{"query":"a","maxPerDocument":0}""" },
        { "collapse", """{"query":"a","collapse":1}""" },
        { "rerank", """{"query":"a","rerank":"yes"}""" },
        { "snapshot", """{"query":"a","snapshot":"made up"}""" },
        { "limit", """{"query":"a","limit":5}""" },
    };

    [ContractTheory]
    [MemberData(nameof(FaultyRequests))]
    public async Task Search_FaultyField_Is400AndNamesIt(string field, string json)
    {
        Reply reply = await Host.PostJsonAsync("/v1/search", json);

        reply.ExpectInvalid(field);
    }

    [ContractFact]
    public async Task Search_SeveralFaultyFields_AreAllNamedAtOnce()
    {
        Reply reply = await Host.PostJsonAsync("/v1/search", """{"query":"","mode":"magic","top":0,"limit":1}""");

        JsonElement errors = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid").At("errors");
        Assert.Equal(
            ["limit", "mode", "query", "top"],
            errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [ContractTheory]
    [InlineData("/v1/search")]
    [InlineData("/v1/sql")]
    public async Task Post_NotAJsonObject_Is400(string path)
    {
        string[] bodies =
            ["", "{", "[]", "null", "\"text\"", """{"query":"a","query":"b"}""", """{"query":"\ud800"}"""];
        foreach (string json in bodies)
            (await Host.PostJsonAsync(path, json)).ExpectProblem(HttpStatusCode.BadRequest, "invalid");

        byte[] noText = [(byte)'"', 0xFF, (byte)'"'];
        Reply notText = await Host.SendAsync("POST", path, Outgoing.Body(noText, "application/json"));
        notText.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        string deep = $$"""{"query":{{new string('[', 10_000)}}""";
        (await Host.PostJsonAsync(path, deep)).ExpectProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [ContractTheory]
    [InlineData("/v1/search")]
    [InlineData("/v1/sql")]
    public async Task Post_OtherContentType_Is415(string path)
    {
        Reply reply = await Host.SendAsync("POST", path, Outgoing.Text("{}"));

        reply.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported");
    }

    [ContractTheory]
    [InlineData("/v1/search")]
    [InlineData("/v1/sql")]
    public async Task Post_BodyOverTheLimit_Is413(string path)
    {
        string json = $$"""{"query":"{{new string('q', 1024 * 1024)}}"}""";

        Reply reply = await Host.PostJsonAsync(path, json);

        reply.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }
}

[Collection(HostNames.InProcess)]
public sealed class RefusedSearchInProcess(InProcessHost host, ITestOutputHelper output)
    : RefusedSearchContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class RefusedSearchOnKestrel(KestrelHost host, ITestOutputHelper output)
    : RefusedSearchContract(host, output);

[Collection(HostNames.Remote)]
public sealed class RefusedSearchRemotely(RemoteHost host, ITestOutputHelper output)
    : RefusedSearchContract(host, output);
