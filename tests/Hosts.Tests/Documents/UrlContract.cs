using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>Documents by URL: what no host fetches. What one fetches needs a server, and is tested without a host.</summary>
public abstract class UrlContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("http://127.0.0.1/", "this machine")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "metadata service")]
    [InlineData("http://localhost/", "without a dot")]
    [InlineData("file:///etc/passwd", "http or https")]
    [InlineData("http://[::ffff:10.0.0.1]/", "a private network")]
    public async Task Post_UrlInsideOfTheNetwork_Is400AndSaysWhy(string url, string reason)
    {
        string id = Host.NewId();

        Reply reply = await Host.SendAsync(
            "PUT", $"/v1/documents/{id}", Outgoing.Envelope(JsonSerializer.Serialize(new { url })));

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains(reason, problem.Text("detail"), StringComparison.Ordinal);
        Assert.Contains(reason, problem.At("errors.url")[0].GetString(), StringComparison.Ordinal);
        (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.NotFound);
    }
}

[Collection(HostNames.InProcess)]
public sealed class UrlInProcess(InProcessHost host, ITestOutputHelper output) : UrlContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class UrlOnKestrel(KestrelHost host, ITestOutputHelper output) : UrlContract(host, output);

[Collection(HostNames.Remote)]
public sealed class UrlRemotely(RemoteHost host, ITestOutputHelper output) : UrlContract(host, output);
