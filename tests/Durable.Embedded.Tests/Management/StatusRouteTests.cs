using System.Text.Json;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class StatusRouteTests
{
    [Fact]
    public async Task Get_CompletedInstance_Answers200WithEveryField()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 21, "a");

        ExpressResponse response = await host.SendAsync("GET", $"{ManagedHost.Instances}/a");

        Assert.Equal(200, response.Status);
        JsonElement body = response.Json();
        Assert.Equal(
            ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime",
                "historyEvents"],
            body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("double", body.GetProperty("name").GetString());
        Assert.Equal("Completed", body.GetProperty("runtimeStatus").GetString());
        Assert.Equal(21, body.GetProperty("input").GetInt32());
        Assert.Equal(42, body.GetProperty("output").GetInt32());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("customStatus").ValueKind);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("historyEvents").ValueKind);
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", body.GetProperty("createdTime").GetString());
    }

    [Fact]
    public async Task Get_WithHistory_ShowsAnswersInPlaceOfTheirCalls()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 21, "a");

        JsonElement bare = (await host.SendAsync(
            "GET", $"{ManagedHost.Instances}/a?showHistory=true&showInput=false")).Json();
        JsonElement full = (await host.SendAsync(
            "GET", $"{ManagedHost.Instances}/a?showHistory=true&showHistoryOutput=true")).Json();

        Assert.Equal(JsonValueKind.Null, bare.GetProperty("input").ValueKind);
        JsonElement[] events = [.. full.GetProperty("historyEvents").EnumerateArray()];
        Assert.Equal(
            ["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"],
            events.Select(read => read.GetProperty("EventType").GetString()));
        Assert.Equal("double-number", events[1].GetProperty("FunctionName").GetString());
        Assert.Equal(42, events[1].GetProperty("Result").GetInt32());
        Assert.True(events[1].TryGetProperty("ScheduledTime", out _));
        Assert.Equal("Completed", events[2].GetProperty("OrchestrationStatus").GetString());
        Assert.False(bare.GetProperty("historyEvents")[1].TryGetProperty("Result", out _));
    }

    [Fact]
    public async Task Get_RunningInstance_Answers202WithWhereAndWhen()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.WaitingAsync("a");

        ExpressResponse response = await host.SendAsync("GET", $"{ManagedHost.Instances}/a?showInput=false");

        Assert.Equal(202, response.Status);
        Assert.EndsWith($"{ManagedHost.Instances}/a?showInput=false", response.Header("Location"));
        Assert.Equal("5", response.Header("Retry-After"));
        Assert.Equal("Running", response.Json().GetProperty("runtimeStatus").GetString());
        Assert.True(response.Json().GetProperty("customStatus").GetProperty("waiting").GetBoolean());
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("?returnInternalServerErrorOnFailure=true", 500)]
    public async Task Get_FailedInstance_AnswersAsAsked(string query, int status)
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Fail, "broken", "a");

        ExpressResponse response = await host.SendAsync("GET", $"{ManagedHost.Instances}/a{query}");

        Assert.Equal(status, response.Status);
        Assert.Equal("Failed", response.Json().GetProperty("runtimeStatus").GetString());
        Assert.Equal("broken", response.Json().GetProperty("output").GetString());
    }

    [Fact]
    public async Task Get_UnknownInstance_Answers404()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();

        ExpressResponse response = await host.SendAsync("GET", $"{ManagedHost.Instances}/nobody");

        Assert.Equal(404, response.Status);
        Assert.Equal("not_found", response.Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_ByTokens_GivesEveryInstanceOnce()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        foreach (int number in Enumerable.Range(1, 5)) await host.EndedAsync(ManagedHost.Double, number, $"d-{number}");

        var ids = new List<string>();
        string? token = null;
        do
        {
            ExpressResponse page = await host.SendAsync(
                "GET",
                $"{ManagedHost.Instances}?top=2&instanceIdPrefix=d-&showInput=false",
                null,
                token is null ? [] : [("x-ms-continuation-token", token)]);
            Assert.Equal(200, page.Status);
            Assert.InRange(page.Json().GetArrayLength(), 1, 2);
            Assert.All(
                page.Json().EnumerateArray(),
                read => Assert.Equal(JsonValueKind.Null, read.GetProperty("input").ValueKind));
            ids.AddRange(page.Json().EnumerateArray().Select(read => read.GetProperty("instanceId").GetString()!));
            token = page.Header("x-ms-continuation-token");
        }
        while (token is not null);

        Assert.Equal(["d-1", "d-2", "d-3", "d-4", "d-5"], ids.Order());
    }

    [Fact]
    public async Task List_ByStatusAndTime_GivesWhatMatches()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();
        await host.EndedAsync(ManagedHost.Double, 1, "done");
        await host.EndedAsync(ManagedHost.Fail, "broken", "failed");
        await host.WaitingAsync("waiting");

        Assert.Equal(["done", "failed"], await IdsAsync(host, "runtimeStatus=Completed,Failed"));
        Assert.Equal(["failed", "waiting"], await IdsAsync(host, "runtimeStatus=Failed&runtimeStatus=Running"));
        Assert.Empty(await IdsAsync(host, "runtimeStatus=Canceled"));
        Assert.Empty(await IdsAsync(host, "createdTimeTo=2000-01-01T00:00:00Z"));
        Assert.Equal(3, (await IdsAsync(host, "createdTimeFrom=2000-01-01")).Count);
    }

    [Theory]
    [InlineData("?runtimeStatus=Done", "runtimeStatus")]
    [InlineData("?runtimeStatus=1", "runtimeStatus")]
    [InlineData("?top=0", "top")]
    [InlineData("?top=1001", "top")]
    [InlineData("?createdTimeFrom=yesterday", "createdTimeFrom")]
    [InlineData("?showInput=maybe", "showInput")]
    public async Task List_ParametersThatCannotBeRead_AreRefused(string query, string field)
    {
        await using ManagedHost host = await ManagedHost.StartAsync();

        ExpressResponse response = await host.SendAsync("GET", ManagedHost.Instances + query);

        Assert.Equal(400, response.Status);
        Assert.True(response.Json().GetProperty("errors").TryGetProperty(field, out _), response.ToString());
    }

    [Fact]
    public async Task List_ForgedToken_IsRefused()
    {
        await using ManagedHost host = await ManagedHost.StartAsync();

        ExpressResponse response = await host.SendAsync(
            "GET", ManagedHost.Instances, null, ("x-ms-continuation-token", "?"));

        Assert.Equal(400, response.Status);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(ManagedHost host, string query) =>
    [
        .. (await host.SendAsync("GET", $"{ManagedHost.Instances}?{query}")).Json().EnumerateArray()
            .Select(read => read.GetProperty("instanceId").GetString()!).Order(StringComparer.Ordinal),
    ];
}
