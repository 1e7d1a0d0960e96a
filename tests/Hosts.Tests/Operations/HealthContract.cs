using System.Net;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

public abstract class HealthContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_OfARunningHost_IsGood(string what)
    {
        Reply reply = await Host.GetAsync($"/health/{what}");

        Assert.Equal(what, reply.Expect(HttpStatusCode.OK).Json().Text("status"));
    }

    [ContractFact]
    public async Task Health_Asked_ShowsNothingOfTheInside()
    {
        Reply reply = await Host.GetAsync("/health/ready");

        Assert.Equal(["status"], reply.Json().EnumerateObject().Select(property => property.Name));
        Assert.Null(reply.Header("Server"));
    }
}

[Collection(HostNames.InProcess)]
public sealed class HealthInProcess(InProcessHost host, ITestOutputHelper output) : HealthContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class HealthOnKestrel(KestrelHost host, ITestOutputHelper output) : HealthContract(host, output);

[Collection(HostNames.Remote)]
public sealed class HealthRemotely(RemoteHost host, ITestOutputHelper output) : HealthContract(host, output);
