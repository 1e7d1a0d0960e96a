using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class SteeringRouteTests
{
    private static readonly (string, string) _json = ("Content-Type", "application/json");

    [Fact]
    public async Task RaiseEvent_WaitingInstance_GetsThePayload()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");

        ExpressResponse response = await host.SendAsync(
            "POST", $"{ManagedHost.Instances}/a/raiseEvent/go", "\"it\"", _json);
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync("a", true)
            .WaitAsync(EngineFixture.Guard);

        Assert.Equal(202, response.Status);
        Assert.Equal("\"got it\"", ended.SerializedOutput);
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("\"it\"", "text/plain", 400)]
    public async Task RaiseEvent_BodyThatIsNoJson_IsRefused(string body, string contentType, int status)
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");

        ExpressResponse response = await host.SendAsync(
            "POST", $"{ManagedHost.Instances}/a/raiseEvent/go", body, ("Content-Type", contentType));

        Assert.Equal(status, response.Status);
        OrchestrationMetadata? state = await host.Client.GetInstanceAsync("a");
        Assert.Equal(OrchestrationRuntimeStatus.Running, state!.RuntimeStatus);
    }

    [Fact]
    public async Task RaiseEvent_BodiesTooDeepOrTooLarge_AreRefused()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");
        string target = $"{ManagedHost.Instances}/a/raiseEvent/go";

        ExpressResponse deep = await host.SendAsync("POST", target, new string('[', 100_000), _json);
        ExpressResponse large = await host.SendAsync("POST", target, $"\"{new string('x', 2_000_000)}\"", _json);

        Assert.Equal(400, deep.Status);
        Assert.Equal(413, large.Status);
    }

    [Theory]
    [InlineData("raiseEvent/go")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task Steering_EndedOrUnknownInstance_Answers410Or404(string operation)
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 1, "ended");

        ExpressResponse gone = await host.SendAsync("POST", $"{ManagedHost.Instances}/ended/{operation}", "1", _json);
        ExpressResponse absent = await host.SendAsync(
            "POST", $"{ManagedHost.Instances}/nobody/{operation}", "1", _json);

        Assert.Equal(410, gone.Status);
        Assert.Contains("Completed", gone.Json().GetProperty("detail").GetString());
        Assert.Equal(404, absent.Status);
    }

    [Fact]
    public async Task Terminate_WithReason_EndsItWithThatOutput()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");

        ExpressResponse response = await host.SendAsync("POST", $"{ManagedHost.Instances}/a/terminate?reason=buggy");
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync("a", true)
            .WaitAsync(EngineFixture.Guard);

        Assert.Equal(202, response.Status);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("\"buggy\"", ended.SerializedOutput);
    }

    [Fact]
    public async Task SuspendAndResume_RunningInstance_HoldIt()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");

        ExpressResponse suspended = await host.SendAsync("POST", $"{ManagedHost.Instances}/a/suspend?reason=lunch");
        while ((await host.Client.GetInstanceAsync("a"))!.RuntimeStatus != OrchestrationRuntimeStatus.Suspended)
            await Task.Yield();
        ExpressResponse resumed = await host.SendAsync("POST", $"{ManagedHost.Instances}/a/resume");
        await host.SendAsync("POST", $"{ManagedHost.Instances}/a/raiseEvent/go", "\"it\"", _json);
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync("a")
            .WaitAsync(EngineFixture.Guard);

        Assert.Equal(202, suspended.Status);
        Assert.Equal(202, resumed.Status);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
    }

    [Fact]
    public async Task Purge_EndedInstance_DeletesIt()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 1, "a");
        await host.WaitingAsync("running");

        ExpressResponse purged = await host.SendAsync("DELETE", $"{ManagedHost.Instances}/a");
        ExpressResponse again = await host.SendAsync("DELETE", $"{ManagedHost.Instances}/a");
        ExpressResponse running = await host.SendAsync("DELETE", $"{ManagedHost.Instances}/running");

        Assert.Equal(200, purged.Status);
        Assert.Equal(1, purged.Json().GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(404, again.Status);
        Assert.Equal(409, running.Status);
    }

    [Fact]
    public async Task PurgeMany_ByStatus_DeletesTheEndedOnesThatMatch()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        foreach (int number in Enumerable.Range(1, 3)) await host.EndedAsync(ManagedHost.Double, number, $"d-{number}");
        await host.EndedAsync(ManagedHost.Fail, "broken", "failed");
        await host.WaitingAsync("running");

        ExpressResponse without = await host.SendAsync("DELETE", ManagedHost.Instances);
        ExpressResponse completed = await host.SendAsync(
            "DELETE", $"{ManagedHost.Instances}?createdTimeFrom=2000-01-01&runtimeStatus=Completed&top=2");
        ExpressResponse rest = await host.SendAsync("DELETE", $"{ManagedHost.Instances}?createdTimeFrom=2000-01-01");
        ExpressResponse none = await host.SendAsync("DELETE", $"{ManagedHost.Instances}?createdTimeFrom=2000-01-01");

        Assert.Equal(400, without.Status);
        Assert.Equal(3, completed.Json().GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(1, rest.Json().GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(404, none.Status);
        Assert.NotNull(await host.Client.GetInstanceAsync("running"));
    }

    [Fact]
    public async Task Start_WithInput_AnswersWhereToWatchIt()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();

        ExpressResponse response = await host.SendAsync(
            "POST", "/runtime/webhooks/durabletask/orchestrators/double/mine", "4", _json);
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync("mine", true)
            .WaitAsync(EngineFixture.Guard);

        Assert.Equal(202, response.Status);
        JsonElement uris = response.Json();
        Assert.Equal("mine", uris.GetProperty("id").GetString());
        Assert.Equal(response.Header("Location"), uris.GetProperty("statusQueryGetUri").GetString());
        Assert.EndsWith("/mine/raiseEvent/{eventName}", uris.GetProperty("sendEventPostUri").GetString());
        Assert.EndsWith("/mine/terminate?reason={text}", uris.GetProperty("terminatePostUri").GetString());
        Assert.Equal(200, (await host.SendAsync("GET", uris.GetProperty("statusQueryGetUri").GetString()!)).Status);
        Assert.Equal("8", ended.SerializedOutput);
    }

    [Fact]
    public async Task Start_UnknownNameOrTakenId_IsRefused()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");
        const string Orchestrators = "/runtime/webhooks/durabletask/orchestrators";

        Assert.Equal(400, (await host.SendAsync("POST", $"{Orchestrators}/nothing")).Status);
        Assert.Equal(409, (await host.SendAsync("POST", $"{Orchestrators}/wait/a")).Status);
        Assert.Equal(202, (await host.SendAsync("POST", $"{Orchestrators}/wait")).Status);
    }

    [Fact]
    public async Task Restart_EndedInstance_RunsItAgainWithItsInput()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 21, "a");

        ExpressResponse response = await host.SendAsync("POST", $"{ManagedHost.Instances}/a/restart");
        string id = response.Json().GetProperty("id").GetString()!;
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync(id, true)
            .WaitAsync(EngineFixture.Guard);

        Assert.Equal(202, response.Status);
        Assert.NotEqual("a", id);
        Assert.Equal("42", ended.SerializedOutput);
        Assert.Equal(404, (await host.SendAsync("POST", $"{ManagedHost.Instances}/nobody/restart")).Status);
        Assert.Equal(501, (await host.SendAsync("POST", $"{ManagedHost.Instances}/a/rewind")).Status);
    }

    [Fact]
    public async Task OperatorOnly_CallerOnAnotherMachine_IsRefused()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        var context = new DefaultHttpContext { RequestServices = host.Services };
        context.Response.Body = new MemoryStream();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");

        await OperatorOnly.InvokeAsync(context, _ => throw new InvalidOperationException("It was let through."));

        Assert.Equal(403, context.Response.StatusCode);
    }
}
