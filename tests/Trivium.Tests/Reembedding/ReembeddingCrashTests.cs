using Trivium.Tests.Support;

namespace Trivium.Tests.Reembedding;

/// <summary>Cut off at a request to the store, it goes on where it was.</summary>
public sealed class ReembeddingCrashTests
{
    private const int Documents = 6;

    /// <summary>120: more than the requests of a whole re-embedding, from the start to the emptying of the old container.</summary>
    private const int RequestsMax = 120;

    public static TheoryData<int> Requests
    {
        get
        {
            var requests = new TheoryData<int>();
            for (int request = 1; request <= RequestsMax; request += TestRuns.IsFull ? 1 : 29) requests.Add(request);
            return requests;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Reembedding_CutOffAtARequest_ResumesAndEmbedsNothingTwice(int request)
    {
        await using var store = new ReembeddedStore();
        var old = new ModelEmbedder("old", 16);
        await using (TestApp app = await store.StartAsync(old))
        {
            for (int n = 0; n < Documents; n++) await app.PutAsync($"d{n}", Text(n));
        }

        var next = new ModelEmbedder("new", 8);
        using (var cut = new CuttingHandler(request, afterwards: request % 2 == 0)) await CutOffAsync(store, next, cut);
        await using TestApp last = await store.StartAsync(next);
        await last.SettleAsync();

        // The page that was cut off may have been embedded and not stored; whatever was stored is not embedded again.
        Assert.InRange(next.Embedded.Count, Documents * 2, (Documents * 2) + 2);
        Assert.Equal(await ExpectedAsync(next), await last.ChunksAsync(next));
        Assert.Equal("", await last.ChunksAsync(old));
        await last.AssertVerifiedAsync();
    }

    private static async Task CutOffAsync(ReembeddedStore store, ModelEmbedder next, CuttingHandler cut)
    {
        TestApp app;
        try
        {
            app = await store.StartAsync(next, faults: cut);
        }
        catch (Exception) when (cut.IsCut)
        {
            // It was cut off before it had started.
            return;
        }

        while (!cut.IsCut)
        {
            // The sweeps are cut off as well; they also bring a run to its end that needs fewer requests.
            store.Time.Advance(TimeSpan.FromSeconds(1));
            try
            {
                await app.SweepAsync();
            }
            catch (Exception) when (cut.IsCut)
            {
                break;
            }
        }

        await app.DisposeAsync();
    }

    private static async Task<string> ExpectedAsync(ModelEmbedder next)
    {
        await using var store = new ReembeddedStore();
        var model = new ModelEmbedder("new", 8);
        await using TestApp app = await store.StartAsync(model);
        for (int n = 0; n < Documents; n++) await app.PutAsync($"d{n}", Text(n));
        Assert.Equal(next.VectorOf("a"), model.VectorOf("a"));
        return await app.ChunksAsync(model);
    }

    private static string Text(int n) => $"# First of {n}\n\nSome text of {n}.\n\n# Second of {n}\n\nOther text of {n}.\n";
}
