using Trivium.Errors;
using Trivium.Search;

namespace Trivium.Tests.Search;

/// <summary>Pages of one search while documents change.</summary>
public sealed class SearchPagesTests : IAsyncLifetime
{
    private readonly RetrievalFixture _retrieval = new();

    public async Task InitializeAsync()
    {
        await _retrieval.InitializeAsync();
        await _retrieval.WriteAsync(new("old", 1) { Texts = [.. Texts("cold start")] });
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 2);
    }

    public Task DisposeAsync() => _retrieval.DisposeAsync();

    [Theory]
    [InlineData(SearchMode.Text)]
    [InlineData(SearchMode.Vector)]
    [InlineData(SearchMode.Hybrid)]
    public async Task AnswerAsync_Snapshot_SeesWhatTheFirstPageSaw(SearchMode mode)
    {
        SearchRequest request = new() { Query = "cold start", Mode = mode, Top = 2 };
        SearchResponse whole = await SearchAsync(request with { Top = 6 });
        SearchResponse page = await SearchAsync(request);
        // Another version takes the place of what is being read.
        await _retrieval.WriteAsync(new("old", 2) { Texts = [.. Texts("cold start again and again: cold start")] });
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, next: 3, hidden: 1);

        List<SearchHit> pages = [.. page.Hits];
        for (int skip = 2; skip < 6; skip += 2)
            pages.AddRange((await SearchAsync(request with { Skip = skip, Snapshot = page.Snapshot })).Hits);

        Assert.Equal(whole.Hits.Select(hit => hit.ChunkIndex), pages.Select(hit => hit.ChunkIndex));
        Assert.All(pages, hit => Assert.Equal(1, hit.Generation));
        Assert.All((await SearchAsync(request)).Hits, hit => Assert.Equal(2, hit.Generation));
    }

    [Fact]
    public async Task AnswerAsync_SnapshotOfAnotherSearch_IsRefused()
    {
        string snapshot = (await SearchAsync(new() { Query = "cold start", Top = 1 })).Snapshot!;

        var other = await FailAsync(new() { Query = "cold starts", Snapshot = snapshot });
        var tenant = await Assert.ThrowsAsync<TriviumException>(() => _retrieval.Get<Searches>().AnswerAsync(
            "rival", new() { Query = "cold start", Snapshot = snapshot }, default));
        var forged = await FailAsync(new() { Query = "cold start", Snapshot = snapshot + "A" });

        Assert.All([other, tenant, forged], fault => Assert.Equal(ErrorCode.Invalid, fault.Code));
        Assert.All([other, tenant, forged], fault => Assert.True(fault.Errors!.ContainsKey("snapshot")));
    }

    [Fact]
    public async Task AnswerAsync_SnapshotThatLivedItsTime_IsExpired()
    {
        SearchRequest request = new() { Query = "cold start", Top = 1 };
        string snapshot = (await SearchAsync(request)).Snapshot!;

        _retrieval.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(ErrorCode.Expired, (await FailAsync(request with { Skip = 1, Snapshot = snapshot })).Code);
    }

    [Fact]
    public async Task AnswerAsync_LastPage_HasNoSnapshot()
    {
        Assert.Null((await SearchAsync(new() { Query = "cold start", Top = 7 })).Snapshot);
        Assert.NotNull((await SearchAsync(new() { Query = "cold start", Top = 6 })).Snapshot);
    }

    private static IEnumerable<TestText> Texts(string subject) =>
        Enumerable.Range(1, 6).Select(index => new TestText(string.Join(' ', Enumerable.Repeat(subject, index)) + $" {index}"));

    private Task<SearchResponse> SearchAsync(SearchRequest request) =>
        _retrieval.Get<Searches>().AnswerAsync(RetrievalFixture.Tenant, request, default);

    private Task<TriviumException> FailAsync(SearchRequest request) =>
        Assert.ThrowsAsync<TriviumException>(() => SearchAsync(request));
}
