using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using Trivium.Express;
using Trivium.Tests.Embeddings.Endpoints;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>
/// Whatever an embedding endpoint does with any of the requests of an ingestion: what is stored in the end is what a run
/// without faults stores, or, where asking again cannot help, the ingestion fails and says why. One request each by
/// default, all with TRIVIUM_TESTS=full.
/// </summary>
public sealed class EmbeddingFaultTests
{
    /// <summary>6 in a row outlast the 4 repetitions of the client, so that the activity's own are needed too.</summary>
    private const int ManyFaults = 6;

    private const int Version = 3;

    private static readonly Dictionary<string, Func<HttpContext, Task>> _passing = new(StringComparer.Ordinal)
    {
        ["429"] = EmbeddingServer.Status(429),
        ["500"] = EmbeddingServer.Status(500),
        ["broken body"] = context => context.Response.WriteAsync("{\"object\":\"list\",\"data\":[{"),
        ["connection lost"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["no answer"] = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted),
    };

    /// <summary>Many only in full: where nothing answers, each of them takes the client's patience by the system's clock.</summary>
    public static TheoryData<string, int> Faults
    {
        get
        {
            var faults = new TheoryData<string, int>();
            foreach (string fault in _passing.Keys)
            {
                faults.Add(fault, 1);
                if (TestRuns.IsFull) faults.Add(fault, ManyFaults);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Ingest_WithAFaultOfTheEndpoint_EndsLikeOneWithout(string fault, int count)
    {
        (string expected, int requests) = await RunAsync(0, fault, 0);
        int[] points = TestRuns.IsFull ? [.. Enumerable.Range(1, requests)] : [1 + (fault.Length % requests)];
        await TestRuns.EachAsync(points, async point =>
        {
            (string dump, _) = await RunAsync(point, fault, count);
            Assert.True(expected == dump, $"{count} × {fault} from request {point} of {requests}:\n{dump}");
        });
    }

    [Fact]
    public async Task Ingest_VectorsOfOtherDimensions_FailsAndSaysSoUntilRetried()
    {
        await using EmbeddingServer server = await EmbeddingServer.StartAsync();
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: options => Configure(options, server));
        server.Faults.Enqueue(null);
        server.Faults.Enqueue(EmbeddingServer.Vectors([1, 2, 3]));

        JsonElement failed = await app.PutAsync("d", VersionedDocument.Text(Version));
        ExpressResponse retried = await app.SendAsync("POST", $"/v1/ingestions/{failed.Text("id")}/retry");
        JsonElement ended = await app.EndAsync(failed.Text("id")!);

        Assert.Equal("Failed", failed.Text("status"));
        JsonElement error = failed.GetProperty("error");
        Assert.Equal("embed", error.Text("stage"));
        Assert.Contains("a vector of 3 dimensions, not 8", error.Text("message"));
        Assert.False(error.GetProperty("retryable").GetBoolean());
        Assert.Equal(1, error.GetProperty("attempt").GetInt32());
        Assert.Equal(202, retried.Status);
        Assert.Equal("Completed", ended.Text("status"));
        Assert.Equal(
            Version, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
    }

    private static async Task<(string Dump, int Requests)> RunAsync(int from, string fault, int count)
    {
        await using EmbeddingServer server = await EmbeddingServer.StartAsync();
        using var requests = new NumberedFaults();
        await using var store = new TestStore();
        using CosmosClient observer = store.Cosmos.CreateClient();
        await using TestApp app = await store.StartAsync(requests, options => Configure(options, server));
        for (int good = 1; good < from; good++) server.Faults.Enqueue(null);
        for (int bad = 0; bad < count; bad++) server.Faults.Enqueue(_passing[fault]);

        ExpressResponse accepted = await app.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(Version), ("Content-Type", "text/markdown"));
        while (await app.Database.Operations.CountAsync("c.kind = 'ingestion' AND c.status IN ('pending', 'running')") > 0)
        {
            // No faster: the client's patience is of the system's clock, and the app is not to lose its own meanwhile.
            store.Time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Equal("Completed", (await app.EndAsync(accepted.Json().Text("id")!)).Text("status"));
        Assert.True(server.Requests.Count > 1, "Too few requests to tell them apart.");
        return (await StoreDump.ReadAsync(observer.GetDatabase("trivium")), server.Requests.Count);
    }

    private static void Configure(TriviumOptions options, EmbeddingServer server) => options.Embeddings = new()
    {
        Endpoint = server.Url,
        Model = "m",
        Key = "k",
        Dimensions = EmbeddingServer.Dimensions,
        BatchInputs = 1,

        // The server is beside the test: it answers at once or never.
        Timeout = TimeSpan.FromSeconds(2),
    };
}
