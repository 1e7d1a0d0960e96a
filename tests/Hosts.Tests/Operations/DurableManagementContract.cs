using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Operations;

/// <summary>
/// The Durable Functions management API, found as an operator finds it: by the addresses a write is answered with. The
/// Functions host serves it itself, so errors are judged by their status alone.
/// </summary>
public abstract class DurableManagementContract(ContractHost host, ITestOutputHelper output)
    : HostContract(host, output)
{
    [ContractFact]
    public async Task Accepted_ForTheOperator_SaysWhereItsInstanceIsWatchedAndSteered()
    {
        JsonElement accepted = await WriteAsync();

        string id = accepted.Text("id");
        string[] names =
        [
            "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "suspendPostUri",
            "resumePostUri",
        ];
        Assert.All(names, name => Assert.Contains(
            $"/runtime/webhooks/durabletask/instances/{id}", accepted.Text(name), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("{eventName}", accepted.Text("sendEventPostUri"), StringComparison.Ordinal);
        Assert.Contains("reason={text}", accepted.Text("terminatePostUri"), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Status_OfACompletedInstance_Is200WithItsState()
    {
        JsonElement accepted = await WriteAsync();

        JsonElement status = await StatusAsync(accepted, "");

        Assert.Equal(accepted.Text("id"), status.Text("instanceId"));
        Assert.Equal("Completed", status.Text("runtimeStatus"));
        Assert.NotEqual("", status.Text("name"));
        Assert.NotEqual(JsonValueKind.Null, status.At("input").ValueKind);
        Assert.True(status.At("createdTime").GetDateTimeOffset() <= status.At("lastUpdatedTime").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, status.At("historyEvents").ValueKind);
    }

    [ContractFact]
    public async Task Status_WithHistoryAndWithoutInput_HasTheOneAndNotTheOther()
    {
        JsonElement accepted = await WriteAsync();

        JsonElement status = await StatusAsync(accepted, "showHistory=true&showInput=false");

        Assert.Equal(JsonValueKind.Null, status.At("input").ValueKind);
        string[] events = [.. status.Items("historyEvents").Select(each => each.Text("EventType"))];
        Assert.Equal("ExecutionStarted", events[0]);
        Assert.Equal("ExecutionCompleted", events[^1]);
        Assert.Contains("TaskCompleted", events);
    }

    [ContractFact]
    public async Task Status_OfAHeldInstance_Is202AndResumeLetsItComplete()
    {
        var held = await Ingestions.HeldIngestion.CatchAsync(Host, () => Task.FromResult(Host.NewId("held")));

        Reply status = await Host.GetAsync(held.Accepted.Text("statusQueryGetUri"));
        Reply resumed = await Host.SendAsync("POST", With(held.Accepted, "resumePostUri"));

        status.Expect(HttpStatusCode.Accepted);
        Assert.NotNull(status.Header("Location"));
        resumed.Expect(HttpStatusCode.Accepted);
        await Host.UntilAsync(held.Self, reply => reply.Json().Text("status") == "Completed");
    }

    [ContractFact]
    public async Task List_ByPrefixAndStatus_HasTheInstance()
    {
        JsonElement accepted = await WriteAsync();
        string id = accepted.Text("id");

        JsonElement completed = await ListAsync(accepted, $"instanceIdPrefix={id}&runtimeStatus=Completed");
        JsonElement failed = await ListAsync(accepted, $"instanceIdPrefix={id}&runtimeStatus=Failed");

        Assert.Equal(id, Assert.Single(completed.EnumerateArray()).Text("instanceId"));
        Assert.Empty(failed.EnumerateArray());
    }

    [ContractTheory]
    [InlineData("terminatePostUri")]
    [InlineData("suspendPostUri")]
    [InlineData("resumePostUri")]
    [InlineData("sendEventPostUri")]
    public async Task Steer_CompletedInstance_Is410(string name)
    {
        JsonElement accepted = await WriteAsync();

        Reply reply = await Host.SendAsync("POST", With(accepted, name), Outgoing.Text("{}", "application/json"));

        reply.Expect(HttpStatusCode.Gone);
    }

    [ContractTheory]
    [InlineData("GET", "statusQueryGetUri")]
    [InlineData("DELETE", "purgeHistoryDeleteUri")]
    [InlineData("POST", "terminatePostUri")]
    [InlineData("POST", "suspendPostUri")]
    [InlineData("POST", "sendEventPostUri")]
    public async Task Ask_MissingInstance_Is404(string method, string name)
    {
        JsonElement accepted = await WriteAsync();
        string target = With(accepted, name)
            .Replace(accepted.Text("id"), Host.NewId("missing"), StringComparison.OrdinalIgnoreCase);

        Reply reply = await Host.SendAsync(
            method, target, method == "POST" ? Outgoing.Text("{}", "application/json") : null);

        reply.Expect(HttpStatusCode.NotFound);
    }

    [ContractFact]
    public async Task Purge_CompletedInstance_LeavesItsIngestionToBeAskedAbout()
    {
        JsonElement accepted = await WriteAsync();

        Reply purged = await Host.SendAsync("DELETE", accepted.Text("purgeHistoryDeleteUri"));

        Assert.Equal(1, purged.Expect(HttpStatusCode.OK).Json().Int("instancesDeleted"));
        (await Host.GetAsync(accepted.Text("statusQueryGetUri"))).Expect(HttpStatusCode.NotFound);
        JsonElement ingestion = (await Host.GetAsync(accepted.Text("links.self"))).Expect(HttpStatusCode.OK).Json();
        Assert.Equal("Completed", ingestion.Text("status"));
        Assert.True(ingestion.Has("receipt"));
    }

    /// <summary>Writes a document and waits until its instance has completed: a moment after its ingestion.</summary>
    private async Task<JsonElement> WriteAsync()
    {
        JsonElement accepted = (await Host.PutAsync(Host.NewId(), "text", "text/plain")).Json();
        await Host.UntilAsync(accepted.Text("statusQueryGetUri"), reply => reply.Status == HttpStatusCode.OK);
        return accepted;
    }

    private async Task<JsonElement> StatusAsync(JsonElement accepted, string query) =>
        (await Host.GetAsync(Append(accepted.Text("statusQueryGetUri"), query))).Expect(HttpStatusCode.OK).Json();

    private async Task<JsonElement> ListAsync(JsonElement accepted, string query)
    {
        string uri = accepted.Text("statusQueryGetUri")
            .Replace("/" + accepted.Text("id"), "", StringComparison.OrdinalIgnoreCase);
        return (await Host.GetAsync(Append(uri, query))).Expect(HttpStatusCode.OK).Json();
    }

    /// <summary>The address may have a query already: a key, on the Functions host.</summary>
    private static string Append(string uri, string query) =>
        query.Length == 0 ? uri : $"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    private static string With(JsonElement accepted, string name) => accepted.Text(name)
        .Replace("{text}", "contract", StringComparison.Ordinal)
        .Replace("{eventName}", "contract", StringComparison.Ordinal);
}

[Collection(HostNames.InProcess)]
public sealed class DurableManagementInProcess(InProcessHost host, ITestOutputHelper output)
    : DurableManagementContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class DurableManagementOnKestrel(KestrelHost host, ITestOutputHelper output)
    : DurableManagementContract(host, output);

[Collection(HostNames.Remote)]
public sealed class DurableManagementRemotely(RemoteHost host, ITestOutputHelper output)
    : DurableManagementContract(host, output);
