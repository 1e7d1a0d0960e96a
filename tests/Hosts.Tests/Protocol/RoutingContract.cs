using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Protocol;

/// <summary>Paths and methods, known and unknown.</summary>
public abstract class RoutingContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("GET", "/v1/nothing-here")]
    [InlineData("POST", "/v1/nothing-here")]
    [InlineData("GET", "/v2/documents")]
    [InlineData("GET", "/v1/documents/some/unknown/path")]
    [InlineData("DELETE", "/nothing/at/all")]
    public async Task Request_ToAnUnknownRoute_Is404(string method, string path)
    {
        Reply reply = await Host.SendAsync(method, path);

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Contains(path, problem.Text("detail"), StringComparison.Ordinal);
    }

    [ContractTheory]
    [InlineData("PATCH", "/v1/documents/some-id", "DELETE", "GET", "HEAD", "PUT")]
    [InlineData("PUT", "/v1/documents", "GET", "HEAD", "POST")]
    [InlineData("DELETE", "/v1/search", "POST")]
    [InlineData("GET", "/v1/sql", "POST")]
    [InlineData("POST", "/v1/tables", "GET", "HEAD")]
    [InlineData("POST", "/v1/ingestions", "GET", "HEAD")]
    [InlineData("PUT", "/health/live", "GET", "HEAD")]
    [InlineData("PUT", "/v1/documents/some-id/content", "GET", "HEAD")]
    public async Task Request_WithTheWrongMethod_Is405AndSaysWhichAreAllowed(
        string method, string path, params string[] allowed)
    {
        Reply reply = await Host.SendAsync(method, path);

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Equal(allowed, AllowedBy(reply));
        Assert.Contains(method, problem.Text("detail"), StringComparison.Ordinal);
    }

    [ContractTheory]
    [InlineData("/v1/documents/some-id", "DELETE", "GET", "HEAD", "PUT")]
    [InlineData("/v1/documents", "GET", "HEAD", "POST")]
    [InlineData("/v1/search", "POST")]
    [InlineData("/v1/tables", "GET", "HEAD")]
    public async Task Options_OfARoute_SaysWhichMethodsAreAllowed(string path, params string[] allowed)
    {
        Reply reply = await Host.SendAsync("OPTIONS", path);

        reply.Expect(HttpStatusCode.NoContent);
        Assert.Equal(allowed, AllowedBy(reply));
        Assert.Empty(reply.Body);
    }

    [ContractTheory]
    [InlineData("/health/live")]
    [InlineData("/v1/documents")]
    [InlineData("/v1/ingestions")]
    [InlineData("/v1/tables")]
    public async Task Head_OfARoute_IsGetWithoutTheBody(string path)
    {
        Reply got = await Host.GetAsync(path);
        Reply head = await Host.SendAsync("HEAD", path);

        head.Expect(got.Status);
        Assert.Equal(got.ContentType, head.ContentType);
        Assert.Empty(head.Body);
    }

    [ContractFact]
    public async Task Head_OfAnUnknownRoute_Is404WithoutABody()
    {
        Reply reply = await Host.SendAsync("HEAD", "/v1/nothing-here");

        reply.Expect(HttpStatusCode.NotFound);
        Assert.Empty(reply.Body);
    }

    [ContractFact]
    public async Task Problems_OfTwoRequests_HaveTheirOwnTraceIds()
    {
        Reply first = await Host.GetAsync("/v1/nothing-here");
        Reply second = await Host.GetAsync("/v1/nothing-here");

        Assert.NotEqual(first.Json().Text("traceId"), second.Json().Text("traceId"));
    }

    [ContractFact]
    public async Task Request_WithHostileCharactersInThePath_IsAProblemNotAFault()
    {
        Reply reply = await Host.GetAsync("/v1/documents/%07%0d%0aSet-Cookie:%20a=b/content");

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Null(reply.Header("Set-Cookie"));
    }

    private static string[] AllowedBy(Reply reply) =>
        [.. (reply.Header("Allow") ?? "").Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];
}

[Collection(HostNames.InProcess)]
public sealed class RoutingInProcess(InProcessHost host, ITestOutputHelper output) : RoutingContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class RoutingOnKestrel(KestrelHost host, ITestOutputHelper output) : RoutingContract(host, output);

[Collection(HostNames.Remote)]
public sealed class RoutingRemotely(RemoteHost host, ITestOutputHelper output) : RoutingContract(host, output);
