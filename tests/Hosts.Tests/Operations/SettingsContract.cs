using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>What a tenant sets for its documents: <c>/v1/settings</c>. Each case has a tenant of its own.</summary>
public abstract class SettingsContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    private const string Small = """{"maxTokens":80,"targetTokens":40,"overlapTokens":0}""";

    [ContractFact]
    public async Task Put_Settings_CountForTheTenantUntilTheyAreTakenBack()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, $"{Host.Prefix}sizes", "admin");
        string first = (await key.SendAsync("GET", "/v1/settings")).Expect(HttpStatusCode.OK).Text;

        JsonElement set = (await PutAsync(key, $$"""{"chunking":{{Small}}}""")).Expect(HttpStatusCode.OK).Json();
        JsonElement got = (await key.SendAsync("GET", "/v1/settings")).Json();
        string id = Host.NewId();
        await key.PutAsync(id, string.Concat(Enumerable.Repeat("Trains run hourly from the harbour to the hills. ", 20)));
        JsonElement document = (await key.SendAsync("GET", $"/v1/documents/{id}")).Json();

        Assert.Equal(Small, set.At("chunking").GetRawText());
        Assert.Equal(Small, got.At("chunking").GetRawText());
        Assert.Equal(Small, document.At("chunking").GetRawText());
        Assert.NotEqual(Small, (await Host.GetAsync("/v1/settings")).Json().At("chunking").GetRawText());
        Assert.Equal(first, (await PutAsync(key, "{}")).Expect(HttpStatusCode.OK).Text);
    }

    [ContractTheory]
    [InlineData("""{"chunking":{"maxTokens":63}}""", "chunking.maxTokens")]
    [InlineData("""{"chunking":{"overlapTokens":"some"}}""", "chunking.overlapTokens")]
    [InlineData("""{"chunks":{}}""", "chunks")]
    public async Task Put_SettingsThatAreNotPossible_Is400AndChangesNothing(string body, string field)
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, $"{Host.Prefix}wrong", "admin");
        string before = (await key.SendAsync("GET", "/v1/settings")).Text;

        (await PutAsync(key, body)).ExpectInvalid(field);

        Assert.Equal(before, (await key.SendAsync("GET", "/v1/settings")).Text);
    }

    [ContractFact]
    public async Task Settings_OfAWriter_Is403()
    {
        await using TenantKey key = await TenantKey.MakeAsync(Host, $"{Host.Prefix}writes", "writer");

        Reply get = await key.SendAsync("GET", "/v1/settings");
        Reply put = await PutAsync(key, "{}");

        Assert.All([get, put], reply => reply.ExpectProblem(HttpStatusCode.Forbidden, "forbidden"));
    }

    private static Task<Reply> PutAsync(TenantKey key, string json) =>
        key.SendAsync("PUT", "/v1/settings", Outgoing.Text(json, "application/json"));
}

[Collection(HostNames.InProcess)]
public sealed class SettingsInProcess(InProcessHost host, ITestOutputHelper output) : SettingsContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class SettingsOnKestrel(KestrelHost host, ITestOutputHelper output) : SettingsContract(host, output);

[Collection(HostNames.Remote)]
public sealed class SettingsRemotely(RemoteHost host, ITestOutputHelper output) : SettingsContract(host, output);
