using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>
/// A document is being changed; each of the requests to the account that this takes is held in turn, and meanwhile somebody
/// cancels it, deletes the document or sends another version. What was accepted last takes effect, and of the rest nothing
/// is left. A few of the requests by default, all with TRIVIUM_TESTS=full.
/// </summary>
public sealed class InterruptionTests
{
    private const int SampledPoints = 3;
    private const string Document = "/v1/documents/d";

    [Theory]
    [InlineData("cancel")]
    [InlineData("delete")]
    [InlineData("put")]
    public async Task Change_InterruptedAtAnyRequest_LeavesOneWholeVersionOrNone(string what)
    {
        int requests = await RunAsync(what, 0);

        int[] points = TestRuns.Sample(Enumerable.Range(1, requests), SampledPoints, what.Length);
        await TestRuns.EachAsync(points, point => RunAsync(what, point));
    }

    /// <summary>
    /// Runs it with one request held; 0: none is, nothing interrupts it, and how many there are until the old version is
    /// purged is returned.
    /// </summary>
    private static async Task<int> RunAsync(string what, int held)
    {
        using var requests = new NumberedFaults();
        await using var store = new TestStore();
        using CosmosClient observer = store.Cosmos.CreateClient();
        Database database = observer.GetDatabase("trivium");
        await using TestApp app = await store.StartAsync(requests);
        await app.PutAsync("d", VersionedDocument.Text(1));
        requests.Hold(held);
        Task<ExpressResponse> change = PutAsync(app, 2);
        if (held == 0)
        {
            await change;
            await Settling.PassUntilAsync(store, requests, database, () => Settling.IsQuietAsync(database));
            return requests.Seen;
        }

        // Some are made by the purge only, for which time has to pass.
        await Settling.PassUntilAsync(store, requests, database, () => Task.FromResult(requests.Reached.IsCompleted));
        Task<ExpressResponse> interruption = what switch
        {
            "cancel" => app.SendAsync("POST", "/v1/ingestions/default-d-2/cancel"),
            "delete" => app.SendAsync("DELETE", Document),
            "put" => PutAsync(app, 3),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not an interruption."),
        };

        // Whatever can be done of it meanwhile is done; some of it waits for what is held.
        await Settling.IdleAsync(requests);
        requests.Release();
        int? expected = Expected(what, await change, await interruption);
        await Settling.SettleAsync(app, store, requests, database);

        string point = $"{what} at request {held}, answered {(await interruption).Status}: {await RecordsAsync(app)}";
        Snapshot snapshot = await VersionedDocument.SnapshotAsync(app);
        Assert.True(expected == await VersionedDocument.ReadWholeAsync(app, "d", snapshot), point);
        Assert.True(snapshot.Hidden.Count == 0, point);
        Assert.Equal(expected is null ? 0 : 1, await app.Database.Documents.CountAsync("c.kind = 'part'"));
        Assert.Equal(expected is null ? 0 : 1, await app.Database.Documents.CountAsync("c.kind = 'document'"));
        JsonElement verified = (await app.SendAsync("GET", "/v1/admin/verify")).Json();
        Assert.True(verified.GetProperty("clean").GetBoolean(), $"{point}: {verified}");
        return requests.Seen;
    }

    /// <summary>Which version there is to be in the end; null: none.</summary>
    private static int? Expected(string what, ExpressResponse change, ExpressResponse interruption)
    {
        Assert.Equal(202, change.Status);
        if (what == "cancel")
        {
            // Not found: there is no record yet. Conflict: it is being committed.
            Assert.True(interruption.Status is 202 or 404 or 409, interruption.ToString());
            return interruption.Status == 202 ? 1 : 2;
        }

        Assert.Equal(202, interruption.Status);
        bool isLast = AcceptedOf(interruption) > AcceptedOf(change);
        return !isLast ? 2 : what == "put" ? 3 : null;
    }

    private static long AcceptedOf(ExpressResponse accepted) => IngestionIds.AcceptedOf(accepted.Json().Text("id")!);

    private static Task<ExpressResponse> PutAsync(TestApp app, int version) =>
        app.SendAsync("PUT", Document, VersionedDocument.Text(version), ("Content-Type", "text/markdown"));

    private static async Task<string> RecordsAsync(TestApp app) =>
        (await app.SendAsync("GET", "/v1/ingestions?documentId=d&top=50")).Text;
}
