using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Ingestions;

/// <summary>Cancel, suspend, resume and retry.</summary>
public abstract class SteeringContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Suspend_RunningIngestion_HoldsItUntilItIsResumed()
    {
        HeldIngestion held = await HeldIngestion.CatchAsync(Host, () => Task.FromResult(Host.NewId("held")));

        JsonElement shown = (await Host.GetAsync(held.Self)).Json();
        Reply list = await Host.GetAsync($"/v1/ingestions?status=Suspended&documentId={held.DocumentId}");
        Reply unseen = await Host.GetAsync($"/v1/documents/{held.DocumentId}");
        Reply again = await Host.SendAsync("POST", held.Self + "/suspend");
        Reply resumed = await Host.SendAsync("POST", held.Self + "/resume");

        Assert.Equal("Suspended", shown.Text("status"));
        Assert.Equal([shown.Text("id")], list.Json().Items("ingestions").Select(each => each.Text("id")));
        unseen.ExpectProblem(HttpStatusCode.NotFound, "not_found");
        again.ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Equal(shown.Text("id"), resumed.Expect(HttpStatusCode.Accepted).Json().Text("id"));
        await Host.UntilAsync(held.Self, reply => reply.Json().Text("status") == "Completed");
        (await Host.GetAsync($"/v1/documents/{held.DocumentId}")).Expect(HttpStatusCode.OK);
    }

    [ContractFact]
    public async Task Cancel_NewVersion_LeavesTheOldOneAsItWas()
    {
        const string Old = "the old version";
        HeldIngestion held = await HeldIngestion.CatchAsync(Host, async () =>
        {
            string id = Host.NewId("cancelled");
            await Host.PutAsync(id, Old, "text/plain");
            return id;
        });

        Reply cancelled = await Host.SendAsync("POST", held.Self + "/cancel");

        Assert.Equal("Terminated", cancelled.Expect(HttpStatusCode.Accepted).Json().Text("status"));
        Assert.Equal(Old, (await Host.GetAsync($"/v1/documents/{held.DocumentId}/content")).Text);
        IReadOnlyList<ServerSentEvent> events = await ServerSentEvents.ReadAsync(
            Host.Client, held.Accepted.Text("links.events"));
        Assert.Equal("failed", events[^1].Name);
        Assert.Equal("Terminated", events[^1].Data.Text("status"));
        await Host.PutAsync(held.DocumentId, "a newer version", "text/plain");
        Assert.Equal("a newer version", (await Host.GetAsync($"/v1/documents/{held.DocumentId}/content")).Text);
    }

    [ContractTheory]
    [InlineData("cancel")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("retry")]
    public async Task Steer_CompletedIngestion_Is409AndSaysWhy(string verb)
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement list = (await Host.GetAsync($"/v1/ingestions?documentId={shared.Note}")).Json();
        string id = Assert.Single(list.Items("ingestions")).Text("id");

        Reply reply = await Host.SendAsync("POST", $"/v1/ingestions/{id}/{verb}");

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Contains("Completed", problem.Text("detail"), StringComparison.Ordinal);
        (await Host.GetAsync($"/v1/documents/{shared.Note}")).Expect(HttpStatusCode.OK);
    }

    [ContractTheory]
    [InlineData("cancel")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("retry")]
    public async Task Steer_MissingIngestion_Is404(string verb)
    {
        Reply reply = await Host.SendAsync("POST", $"/v1/ingestions/{Host.NewId("missing")}/{verb}");

        reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
    }

    [ContractFact]
    public async Task Steer_WithGet_Is405()
    {
        Reply reply = await Host.GetAsync("/v1/ingestions/some-id/cancel");

        reply.ExpectProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Equal("POST", reply.Header("Allow"));
    }
}

[Collection(HostNames.InProcess)]
public sealed class SteeringInProcess(InProcessHost host, ITestOutputHelper output) : SteeringContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class SteeringOnKestrel(KestrelHost host, ITestOutputHelper output) : SteeringContract(host, output);

[Collection(HostNames.Remote)]
public sealed class SteeringRemotely(RemoteHost host, ITestOutputHelper output) : SteeringContract(host, output);
