using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trivium.Express.Functions.Tests;

/// <summary>Orchestrations and their client, in a worker's process, by the messages of Durable Functions.</summary>
[Collection(nameof(RunningWorker))]
public sealed class DurableTests(RunningWorker worker)
{
    [Theory]
    [InlineData("echoes", "\"text\"", "\"text\"")]
    [InlineData("echoes", "\"[1,2]\"", "\"[1,2]\"")]
    [InlineData("echoes", "null", null)]
    [InlineData("counts", "[]", "0")]
    [InlineData("counts", "[\"one\"]", "1")]
    [InlineData("counts", "[\"one\",\"two\"]", "2")]
    public async Task Activity_AnyInput_ArrivesAsItWasGiven(string orchestration, string input, string? output)
    {
        var id = NewId();
        await worker.StartAsync(id, orchestration, JsonElement.Parse(input));

        var end = await worker.EndOfAsync(id);

        Assert.Equal("Completed", end.GetProperty("status").GetString());
        Assert.Equal(output ?? "null", end.GetProperty("output").GetString() ?? "null");
    }

    [Fact]
    public async Task Activity_FailingTwice_IsRetriedAsItsPolicySays()
    {
        var id = NewId();
        await worker.StartAsync(id, "retries", id);

        Assert.Equal("\"attempt 3\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Activity_Failing_TellsTheOrchestratorTypeAndMessage()
    {
        var id = NewId();
        await worker.StartAsync(id, "catches", "luck");

        Assert.Equal(
            "\"System.ArgumentException: no luck\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Orchestration_WhoseActivityFailed_FailsWithTheCauseKept()
    {
        var id = NewId();
        await worker.StartAsync(id, "fails", "luck");

        var end = await worker.EndOfAsync(id);

        Assert.Equal("Failed", end.GetProperty("status").GetString());
        Assert.Equal(typeof(TaskFailedException).FullName, end.GetProperty("error").GetString());
        Assert.Contains("no luck", end.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestration_ContinuedAsNew_EndsWithItsLastRun()
    {
        var id = NewId();
        await worker.StartAsync(id, "counts-down", 5);

        Assert.Equal("\"zero\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Orchestration_StartedWithAVersion_SeesIt()
    {
        var id = NewId();
        await worker.StartAsync(id, "versions", "");

        Assert.Equal("\"2.1\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Child_ToldByAnEvent_IsHeardByItsParent()
    {
        var id = NewId();
        await worker.StartAsync(id, "family", id);
        await worker.UntilAsyncOfChild(id);

        await worker.PostAsync($"/instances/{id}-child/events/go", "a word");

        Assert.Equal($"\"{id}: {id} heard a word\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Event_FromAnotherOrchestration_IsHeard()
    {
        var (id, sender) = (NewId(), NewId());
        await worker.StartAsync(id, "child", "listener");

        await worker.StartAsync(sender, "sends", id);

        Assert.Equal("\"listener heard a letter\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Activity_StartingAnOrchestration_HasADurableClient()
    {
        var (id, started) = (NewId(), NewId());
        await worker.StartAsync(id, "starts", started);

        Assert.Equal($"\"{started}\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
        await worker.UntilAsync(started, "status", "Running");
    }

    [Fact]
    public async Task Suspend_Instance_HoldsBackItsEventsUntilResumed()
    {
        var id = NewId();
        await worker.StartAsync(id, "child", "sleeper");
        await worker.PostAsync($"/instances/{id}/suspend");
        await worker.UntilAsync(id, "status", "Suspended");

        await worker.PostAsync($"/instances/{id}/events/go", "too early");
        var held = await worker.Client.GetFromJsonAsync<JsonElement>($"/instances/{id}");
        await worker.PostAsync($"/instances/{id}/resume");

        Assert.Equal("Suspended", held.GetProperty("status").GetString());
        Assert.Equal("\"sleeper heard too early\"", (await worker.EndOfAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Terminate_Recursively_EndsParentAndChild()
    {
        var id = NewId();
        await worker.StartAsync(id, "family", id);
        await worker.UntilAsyncOfChild(id);

        await worker.PostAsync($"/instances/{id}/terminate");

        var parent = await worker.EndOfAsync(id);
        Assert.Equal("Terminated", parent.GetProperty("status").GetString());
        Assert.Equal("\"told to\"", parent.GetProperty("output").GetString());
        Assert.Equal("Terminated", (await worker.EndOfAsync($"{id}-child")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Start_OfARunningInstance_SaysThatItExists()
    {
        var id = NewId();
        await worker.StartAsync(id, "child", "first");

        using var again = await worker.Client.PostAsJsonAsync($"/instances/{id}/start/child", "second");

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains(id, await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_Instance_ForgetsACompletedOneOnly()
    {
        var id = NewId();
        await worker.StartAsync(id, "child", "one");
        await worker.UntilAsync(id, "status", "Running");

        using var early = await worker.Client.DeleteAsync($"/instances/{id}");
        await worker.PostAsync($"/instances/{id}/events/go", "now");
        await worker.EndOfAsync(id);
        using var purged = await worker.Client.DeleteAsync($"/instances/{id}");
        using var gone = await worker.Client.GetAsync($"/instances/{id}");

        Assert.Equal("false", await early.Content.ReadAsStringAsync());
        Assert.Equal("true", await purged.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Query_ByStatusAndPrefix_FindsThose()
    {
        var prefix = NewId();
        await worker.StartAsync($"{prefix}-a", "child", "a");
        await worker.StartAsync($"{prefix}-b", "echoes", "b");
        await worker.EndOfAsync($"{prefix}-b");
        await worker.UntilAsync($"{prefix}-a", "status", "Running");

        var running = await worker.Client.GetFromJsonAsync<string[]>($"/instances?status=Running&prefix={prefix}");
        var all = await worker.Client.GetFromJsonAsync<string[]>($"/instances?prefix={prefix}");

        Assert.Equal([$"{prefix}-a"], running!);
        Assert.Equal([$"{prefix}-a", $"{prefix}-b"], all!);
    }

    [Fact]
    public async Task Uris_OfAnInstance_AreThoseOfTheHost()
    {
        var uris = await worker.Client.GetFromJsonAsync<JsonElement>("/instances/some-id/uris");

        var begin = $"{worker.Host.Address}runtime/webhooks/durabletask/instances/some-id";
        Assert.StartsWith(begin, uris.GetProperty("statusQueryGetUri").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(
            $"{begin}/raiseEvent/{{eventName}}",
            uris.GetProperty("sendEventPostUri").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("reason={text}", uris.GetProperty("terminatePostUri").GetString(), StringComparison.Ordinal);
    }

    private static string NewId() => Guid.NewGuid().ToString("N");
}

internal static class ChildOfAFamily
{
    public static async Task UntilAsyncOfChild(this RunningWorker worker, string parentId)
    {
        // Nobody can ask for an instance that the parent has not started yet.
        while (true)
        {
            using var response = await worker.Client.GetAsync($"/instances/{parentId}-child");
            if (response.IsSuccessStatusCode)
                break;
        }

        await worker.UntilAsync($"{parentId}-child", "customStatus", $"\"waiting as {parentId}\"");
    }
}
