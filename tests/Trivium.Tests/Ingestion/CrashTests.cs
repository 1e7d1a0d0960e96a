using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion;

public sealed class CrashTests
{
    private const int Documents = 4;

    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 2, many: 40);

    /// <summary>
    /// Safety: whatever was accepted is there, once and whole, after faults and kills at points a seed decides. Liveness:
    /// with the faults gone, everything ends and nothing is left over.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Accepted_ThroughFaultsAndKills_IsCompleteInTheEnd(int seed)
    {
        var random = new Random(seed);
        await using var store = new TestStore();
        Dictionary<string, int> accepted = [];
        for (int life = 0; life < 3; life++)
        {
            using var faults = new FaultyHandler(random.Next(), life == 0 ? 0 : 0.04);
            TestApp app = await store.StartAsync(faults);
            for (int put = random.Next(1, Documents); put >= 0; put--)
            {
                string id = $"d{random.Next(Documents)}";
                int version = random.Next(1_000);
                ExpressResponse response = await app.SendAsync(
                    "PUT", $"/v1/documents/{id}", VersionedDocument.Text(version), ("Content-Type", "text/markdown"));
                Assert.True(response.Status is 200 or 202 or 429 or 503, response.ToString());

                // One that failed may have been accepted or not; from then on either is right.
                accepted[id] = response.Status is 200 or 202 ? version : -1;
                for (int turn = random.Next(50); turn > 0; turn--) await Task.Yield();
            }

            store.Time.Advance(TimeSpan.FromSeconds(random.Next(10)));
            faults.Cut();
            await app.DisposeAsync();
        }

        await using TestApp last = await store.StartAsync();
        await last.AdvanceUntilAsync(() => IsQuietAsync(last), TimeSpan.FromSeconds(10));

        Snapshot snapshot = await VersionedDocument.SnapshotAsync(last);
        Assert.Empty(snapshot.Hidden);
        foreach ((string id, int version) in accepted)
        {
            int? found = await VersionedDocument.ReadWholeAsync(last, id, snapshot);
            if (version >= 0) Assert.True(version == found, $"{id} is at {found}, not {version}: {await IngestionsOfAsync(last, id)}");
        }

        int documents = await last.Database.Documents.CountAsync("c.kind = 'document'");
        Assert.Equal(documents, await last.Database.Documents.CountAsync("c.kind = 'part'"));
        Assert.Equal(documents, await last.Database.Catalog.CountAsync("c.kind = 'head'"));
        ExpressResponse verified = await last.SendAsync("GET", "/v1/admin/verify");
        Assert.True(verified.Json().GetProperty("clean").GetBoolean(), verified.ToString());
    }

    private static async Task<string> IngestionsOfAsync(TestApp app, string documentId) =>
        (await app.SendAsync("GET", $"/v1/ingestions?documentId={documentId}&top=500")).Text;

    private static async Task<bool> IsQuietAsync(TestApp app)
    {
        await app.SweepAsync();
        JsonElement ingestions = (await app.SendAsync("GET", "/v1/ingestions?top=500")).Json().GetProperty("ingestions");
        bool ended = ingestions.EnumerateArray().All(
            ingestion => ingestion.Text("status") is "Completed" or "Failed" or "Terminated");
        return ended && await app.Database.Catalog.CountAsync("c.kind IN ('generation', 'source')") == 0
            && await app.Database.Catalog.CountAsync("IS_DEFINED(c.pending)") == 0;
    }
}
