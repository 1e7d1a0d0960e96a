using System.Collections.Concurrent;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Visibility;

public sealed class ReplacementStressTests
{
    private const int Writers = 3;

    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 1, many: 10);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Read_WhileWritersReplaceADocument_SeesOneWholeVersion(int seed)
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        await app.PutAsync("d", VersionedDocument.Text(0));
        using var written = new CancellationTokenSource();
        var seen = new ConcurrentBag<int>();

        Task[] readers = [ReadAsync(seed), ReadAsync(seed + 1_000)];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));
        await written.CancelAsync();
        await Task.WhenAll(readers);

        Assert.NotEmpty(seen);
        await app.AdvanceUntilAsync(
            async () =>
            {
                await app.SweepAsync();
                return await app.Database.Catalog.CountAsync("c.kind = 'generation' OR c.kind = 'source'") == 0;
            },
            TimeSpan.FromSeconds(10));
        Snapshot last = await VersionedDocument.SnapshotAsync(app);
        Assert.Empty(last.Hidden);
        Assert.NotNull(await VersionedDocument.ReadWholeAsync(app, "d", last));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'document'"));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'part'"));

        async Task WriteAsync(int writer)
        {
            for (int round = 0; round < (TestRuns.IsFull ? 30 : 5); round++)
            {
                await app.PutAsync("d", VersionedDocument.Text(1 + (round * Writers) + writer));

                // Old versions are purged under the readers' eyes.
                store.Time.Advance(TimeSpan.FromSeconds(12));
            }
        }

        async Task ReadAsync(int readerSeed)
        {
            var random = new Random(readerSeed);
            while (!written.IsCancellationRequested)
            {
                Snapshot snapshot = await VersionedDocument.SnapshotAsync(app);
                await HoldAsync();
                try
                {
                    int? version = await VersionedDocument.ReadWholeAsync(app, "d", snapshot, HoldAsync);
                    if (store.Time.GetUtcNow() - snapshot.TakenAt > VisibilityLimits.ReaderLifetime) continue;

                    Assert.NotNull(version);
                    seen.Add(version.Value);
                }
                catch (Xunit.Sdk.XunitException)
                    when (store.Time.GetUtcNow() - snapshot.TakenAt > VisibilityLimits.ReaderLifetime)
                {
                    // What it saw was taken away while it slept; a request would have answered expired.
                }
            }

            async Task HoldAsync()
            {
                for (int turn = random.Next(20); turn > 0; turn--) await Task.Yield();
                if (random.Next(4) == 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20)), TimeProvider.System);
            }
        }
    }
}
