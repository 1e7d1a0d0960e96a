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
        var accepted = new AcceptedVersions(Documents);
        for (int life = 0; life < 3; life++)
        {
            using var faults = new FaultyHandler(random.Next(), life == 0 ? 0 : 0.04);
            TestApp app = await store.StartAsync(faults);
            for (int put = random.Next(1, Documents); put >= 0; put--)
            {
                await accepted.PutAsync(app, random);
                for (int turn = random.Next(50); turn > 0; turn--) await Task.Yield();
            }

            store.Time.Advance(TimeSpan.FromSeconds(random.Next(10)));
            faults.Cut();
            await app.DisposeAsync();
        }

        await using TestApp last = await store.StartAsync();
        await last.AdvanceUntilAsync(last.IsQuietAfterSweepAsync, TimeSpan.FromSeconds(10));

        Snapshot snapshot = await VersionedDocument.SnapshotAsync(last);
        Assert.Empty(snapshot.Hidden);
        await accepted.AssertReadableAsync(last, snapshot);

        int documents = await last.Database.Documents.CountAsync("c.kind = 'document'");
        Assert.Equal(documents, await last.Database.Documents.CountAsync("c.kind = 'part'"));
        Assert.Equal(documents, await last.Database.Catalog.CountAsync("c.kind = 'head'"));
        ExpressResponse verified = await last.SendAsync("GET", "/v1/admin/verify");
        Assert.True(verified.Json().GetProperty("clean").GetBoolean(), verified.ToString());
    }
}
