using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Ingestions;

/// <summary>An ingestion as server-sent events.</summary>
public abstract class EventsContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Events_OfARunningIngestion_AreProgressThenCompleted()
    {
        string id = Host.NewId();
        Reply accepted = await Host.SendAsync(
            "PUT", $"/v1/documents/{id}", Outgoing.Text("# A\n\ntext\n", "text/markdown"));

        IReadOnlyList<ServerSentEvent> events = await EventsAsync(accepted);

        Assert.All(events.SkipLast(1), each => Assert.Equal("progress", each.Name));
        ServerSentEvent last = events[^1];
        Assert.Equal("completed", last.Name);
        Assert.Equal("Completed", last.Data.Text("status"));
        Assert.Equal(id, last.Data.Text("receipt.documentId"));
        Assert.All(events, each => Assert.Equal(accepted.Json().Text("id"), each.Data.Text("id")));
        Assert.Equal(events.Count, events.Select(each => each.Id).Distinct().Count());
        int[] done = [.. events.Select(each => each.Data.Int("progress.done"))];
        Assert.Equal(done.Order(), done);
    }

    [ContractFact]
    public async Task Events_Resumed_GoOnAfterTheLastOneSeen()
    {
        string id = Host.NewId();
        Reply accepted = await Host.SendAsync("PUT", $"/v1/documents/{id}", Outgoing.Text("text"));
        IReadOnlyList<ServerSentEvent> events = await EventsAsync(accepted);

        IReadOnlyList<ServerSentEvent> again = await EventsAsync(accepted, ("Last-Event-ID", events[0].Id));

        ServerSentEvent end = Assert.Single(again);
        Assert.Equal("completed", end.Name);
        Assert.Equal(events[^1].Id, end.Id);
        Assert.Equal(events[^1].Data.ToString(), end.Data.ToString());
    }

    [ContractFact]
    public async Task Events_OfACompletedIngestion_AreItsEnd()
    {
        Reply accepted = await Host.PutAsync(Host.NewId(), "text", "text/plain");

        IReadOnlyList<ServerSentEvent> events = await EventsAsync(accepted, ("Last-Event-ID", "made-up"));

        ServerSentEvent end = Assert.Single(events);
        Assert.Equal("completed", end.Name);
        JsonElement ingestion = (await Host.GetAsync(accepted.Header("Location")!)).Json();
        Assert.Equal(ingestion.ToString(), end.Data.ToString());
    }

    [ContractFact]
    public async Task Events_Asked_MayNotBeCached()
    {
        Reply accepted = await Host.PutAsync(Host.NewId(), "text", "text/plain");

        Reply reply = await Host.GetAsync(accepted.Json().Text("links.events"));

        Assert.Contains("no-store", reply.Header("Cache-Control"), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<ServerSentEvent>> EventsAsync(
        Reply accepted, params (string Name, string Value)[] headers) =>
        ServerSentEvents.ReadAsync(Host.Client, accepted.Json().Text("links.events"), headers);
}

[Collection(HostNames.InProcess)]
public sealed class EventsInProcess(InProcessHost host, ITestOutputHelper output) : EventsContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class EventsOnKestrel(KestrelHost host, ITestOutputHelper output) : EventsContract(host, output);

[Collection(HostNames.Remote)]
public sealed class EventsRemotely(RemoteHost host, ITestOutputHelper output) : EventsContract(host, output);
