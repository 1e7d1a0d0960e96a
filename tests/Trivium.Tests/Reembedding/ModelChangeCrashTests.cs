using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Reembedding;

public sealed class ModelChangeCrashTests
{
    private const int Documents = 4;

    public static TheoryData<int> Seeds => TestRuns.Seeds(few: 2, many: 40);

    /// <summary>
    /// Lives with one model after another, with writes, deletes, faults of the store and kills at points a seed decides.
    /// Whatever was accepted is whole at any time, and in the end it is embedded with the last model and with no other.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Models_ChangedThroughFaultsAndKills_EndWithEverythingInTheLast(int seed)
    {
        var random = new Random(seed);
        ModelEmbedder[] models = [new("a", 8), new("b", 12), new("c", 16)];
        await using var store = new ReembeddedStore();
        var accepted = new AcceptedVersions(Documents);
        for (int life = 0; life < 4; life++)
        {
            using var faults = new FaultyHandler(random.Next(), life == 0 ? 0 : 0.03);
            await LiveAsync(store, models[random.Next(3)], random.Next(2) == 0 ? models[random.Next(3)] : null, faults, random, accepted);
        }

        ModelEmbedder last = models[random.Next(3)];
        await using TestApp app = await store.StartAsync(last);
        await app.AdvanceUntilAsync(() => IsQuietAsync(app), TimeSpan.FromSeconds(10));

        Snapshot snapshot = await VersionedDocument.SnapshotAsync(app);
        Assert.Empty(snapshot.Hidden);
        await accepted.AssertReadableAsync(app, snapshot);

        await app.AssertVerifiedAsync();
        ControlItem control = await app.ControlAsync();
        Assert.Empty(control.Retiring);
        Assert.False(control.Serving!.HasGaps);
        foreach (ModelEmbedder model in models.Where(model => model != last && HasContainer(model)))
            Assert.Equal("", await app.ChunksAsync(model));
        Assert.Equal(0, await app.ChunksOf(last).CountAsync("NOT IS_DEFINED(c.embedding)"));
    }

    private static async Task LiveAsync(
        ReembeddedStore store,
        ModelEmbedder own,
        ModelEmbedder? previous,
        FaultyHandler faults,
        Random random,
        AcceptedVersions accepted)
    {
        TestApp app;
        try
        {
            app = await store.StartAsync(own, previous, faults);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            // A start that meets a fault fails; whoever runs it starts it again.
            return;
        }

        for (int put = random.Next(1, Documents); put >= 0; put--)
        {
            string id = await accepted.PutAsync(app, random);
            try
            {
                Snapshot snapshot = await VersionedDocument.SnapshotAsync(app);
                await VersionedDocument.ReadWholeAsync(app, id, snapshot);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                // A fault of the store reached the reader: it saw nothing.
            }

            store.Time.Advance(TimeSpan.FromSeconds(random.Next(3)));
            for (int turn = random.Next(200); turn > 0; turn--) await Task.Yield();
        }

        store.Time.Advance(TimeSpan.FromSeconds(random.Next(100)));
        for (int turn = random.Next(500); turn > 0; turn--) await Task.Yield();
        faults.Cut();
        await app.DisposeAsync();
    }

    private static async Task<bool> IsQuietAsync(TestApp app) =>
        await app.IsQuietAfterSweepAsync() && await app.StateAsync() == "idle";

    /// <summary>A model that never embedded anything may have none.</summary>
    private static bool HasContainer(ModelEmbedder model) => !model.Embedded.IsEmpty;
}
