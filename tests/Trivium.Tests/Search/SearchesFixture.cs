namespace Trivium.Tests.Search;

/// <summary>A store with a few chunks in both languages, written once for all tests that only read.</summary>
public sealed class SearchesFixture : IAsyncLifetime
{
    internal RetrievalFixture Retrieval { get; } = new();

    public async Task InitializeAsync()
    {
        await Retrieval.InitializeAsync();
        await Retrieval.WriteAsync(new("functions", 1)
        {
            Title = "Functions",
            Source = "functions.md",
            Tags = ["guide", "serverless"],
            Texts =
            [
                new("A cold start adds latency to the first request.", "Guide", "Cold starts"),
                new("Functions scale out with the number of events.", "Guide", "Scale"),
            ],
        });
        await Retrieval.WriteAsync(new("billing", 2)
        {
            Title = "Billing",
            ContentType = "text/html; charset=utf-8",
            UpdatedAt = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero),
            Texts = [new("Functions bill per execution."), new("Engines that start cold cost nothing while idle.")],
        });
        await Retrieval.WriteAsync(new("kakin", 3)
        {
            Title = "課金",
            Language = "ja",
            UpdatedAt = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
            Texts =
            [
                new("サーバーレス関数の課金モデルは実行回数で決まる。課金の仕組みを説明する。"),
                new("コールドスタートは関数の起動を遅くする。"),
            ],
        });
        await Retrieval.WriteAsync(new("twin-b", 6) { Texts = [new("A twin passage.")] });
        await Retrieval.WriteAsync(new("twin-a", 7) { Texts = [new("A twin passage."), new("A twin passage.")] });

        TestDocument secret = new("functions", 4) { Texts = [new("A secret about every cold start and its latency.")] };
        await Retrieval.WriteAsync(secret);
        await Retrieval.WriteAsync(secret with { Generation = 8 });
        await Retrieval.WriteAsync(secret with { Generation = 5, Tenant = "rival" });
        await Retrieval.ShowAsync(RetrievalFixture.Tenant, next: 8, hidden: 4);
        await Retrieval.ShowAsync("rival", next: 6);
    }

    public Task DisposeAsync() => Retrieval.DisposeAsync();
}
