using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>Whether what is stored is as it should be: <c>/v1/admin/verify</c>.</summary>
public abstract class VerifyContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Verify_WhileOthersWrite_IsClean(string method)
    {
        string id = Host.NewId();
        await Host.CompletedAsync(await Host.SendAsync("PUT", $"/v1/documents/{id}?wait=30", Outgoing.Text("some text")));

        JsonElement report = (await Host.SendAsync(method, "/v1/admin/verify", null)).Expect(HttpStatusCode.OK).Json();

        Assert.Empty(report.Items("findings"));
        Assert.True(report.Int("documents") > 0);
    }
}

[Collection(HostNames.InProcess)]
public sealed class VerifyInProcess(InProcessHost host, ITestOutputHelper output) : VerifyContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class VerifyOnKestrel(KestrelHost host, ITestOutputHelper output) : VerifyContract(host, output);

[Collection(HostNames.Remote)]
public sealed class VerifyRemotely(RemoteHost host, ITestOutputHelper output) : VerifyContract(host, output);
