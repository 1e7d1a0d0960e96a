using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary><c>If-Match</c> and <c>If-None-Match</c> of writes and deletes.</summary>
public abstract class PreconditionContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Put_IfMatchOfTheCurrentVersion_IsTakenOnce()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "one", "text/plain");
        string etag = (await Host.GetAsync($"/v1/documents/{id}")).Header("ETag")!;

        Reply first = await PutAsync(id, "two", ("If-Match", etag));
        await Host.CompletedAsync(first);
        Reply second = await PutAsync(id, "three", ("If-Match", etag));

        JsonElement problem = second.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        Assert.Contains(etag, problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("two", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractTheory]
    [InlineData("If-Match", "\"987654321\"")]
    [InlineData("If-Match", "\"a\", \"b\"")]
    [InlineData("If-Match", "W/\"1\"")]
    [InlineData("If-None-Match", "*")]
    public async Task Put_PreconditionNotMet_Is412AndTheDocumentStays(string header, string value)
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "one", "text/plain");

        Reply reply = await PutAsync(id, "two", (header, value));

        reply.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        Assert.Equal("one", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractTheory]
    [InlineData("*")]
    [InlineData("\"1\"")]
    public async Task Put_IfMatchWhereThereIsNone_Is412AndStoresNothing(string value)
    {
        string id = Host.NewId();

        Reply reply = await PutAsync(id, "one", ("If-Match", value));

        reply.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Put_IfMatchAny_IsTakenWhereThereIsOne()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "one", "text/plain");

        await Host.CompletedAsync(await PutAsync(id, "two", ("If-Match", "*")));

        Assert.Equal("two", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractFact]
    public async Task Put_IfNoneMatchAny_IsTakenWhereThereIsNone()
    {
        string id = Host.NewId();

        await Host.CompletedAsync(await PutAsync(id, "one", ("If-None-Match", "*")));

        Assert.Equal("one", (await Host.GetAsync($"/v1/documents/{id}/content")).Text);
    }

    [ContractTheory]
    [InlineData("If-Match", "unquoted")]
    [InlineData("If-None-Match", "\"1\"")]
    public async Task Put_PreconditionThatCannotBeUnderstood_Is400(string header, string value)
    {
        string id = Host.NewId();

        Reply reply = await PutAsync(id, "one", (header, value));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains(header, problem.Text("detail"), StringComparison.Ordinal);
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Delete_IfMatchOfAnotherVersion_Is412AndTheDocumentStays()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "one", "text/plain");

        Reply reply = await Host.SendAsync("DELETE", $"/v1/documents/{id}", null, ("If-Match", "\"987654321\""));

        reply.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK);
    }

    private Task<Reply> PutAsync(string id, string text, (string Name, string Value) header) =>
        Host.SendAsync("PUT", $"/v1/documents/{id}?wait=30", Outgoing.Text(text), header);
}

[Collection(HostNames.InProcess)]
public sealed class PreconditionInProcess(InProcessHost host, ITestOutputHelper output)
    : PreconditionContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class PreconditionOnKestrel(KestrelHost host, ITestOutputHelper output)
    : PreconditionContract(host, output);

[Collection(HostNames.Remote)]
public sealed class PreconditionRemotely(RemoteHost host, ITestOutputHelper output)
    : PreconditionContract(host, output);
