using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>How far documents have come to the embedder that is set: <c>/v1/admin/reembedding</c>.</summary>
public abstract class ReembeddingContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Reembedding_OneModelFromTheBeginning_IsIdle()
    {
        string id = Host.NewId();
        await Host.CompletedAsync(await Host.SendAsync("PUT", $"/v1/documents/{id}?wait=30", Outgoing.Text("some text")));

        JsonElement state = (await Host.GetAsync("/v1/admin/reembedding")).Expect(HttpStatusCode.OK).Json();

        Assert.Equal("idle", state.Text("state"));
        Assert.EndsWith(" dimensions)", state.Text("to"), StringComparison.Ordinal);
        Assert.Equal(state.At("tenants").Int("total"), state.At("tenants").Int("done"));
        Assert.True(state.At("documents").Int("total") > 0);
        Assert.Empty(state.Items("failed"));
    }
}

[Collection(HostNames.InProcess)]
public sealed class ReembeddingInProcess(InProcessHost host, ITestOutputHelper output) : ReembeddingContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class ReembeddingOnKestrel(KestrelHost host, ITestOutputHelper output) : ReembeddingContract(host, output);

[Collection(HostNames.Remote)]
public sealed class ReembeddingRemotely(RemoteHost host, ITestOutputHelper output) : ReembeddingContract(host, output);
