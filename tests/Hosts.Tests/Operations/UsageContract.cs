using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>What was used: <c>GET /v1/usage</c>.</summary>
public abstract class UsageContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Get_ByDocument_HoldsTheReceiptOfOneThatWasIngested()
    {
        string id = Host.NewId();
        JsonElement ingestion = await Host.CompletedAsync(await Host.SendAsync(
            "PUT", $"/v1/documents/{id}?wait=30", Outgoing.Text("some text")));

        JsonElement usage = (await Host.GetAsync("/v1/usage?groupBy=document")).Expect(HttpStatusCode.OK).Json();

        JsonElement group = usage.Items("groups").Single(item => item.Text("key") == id);
        Assert.Equal(ingestion.At("receipt.requestUnits").GetDouble(), group.At("requestUnits").GetDouble());
        Assert.Equal(1, group.Int("count"));
    }

    [ContractFact]
    public async Task Get_UnknownGrouping_Is400() =>
        (await Host.GetAsync("/v1/usage?groupBy=month")).ExpectInvalid("groupBy");
}

[Collection(HostNames.InProcess)]
public sealed class UsageInProcess(InProcessHost host, ITestOutputHelper output) : UsageContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class UsageOnKestrel(KestrelHost host, ITestOutputHelper output) : UsageContract(host, output);

[Collection(HostNames.Remote)]
public sealed class UsageRemotely(RemoteHost host, ITestOutputHelper output) : UsageContract(host, output);
