using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Search;
using Trivium.Search.Reranking;

namespace Trivium.Tests.Search;

public sealed class BoundedRerankingTests
{
    [Fact]
    public async Task OrderAsync_Scores_OrderTheFirstAndLeaveTheRest()
    {
        var reranking = Reranking(new Reranker(texts => [.. texts.Select((_, index) => (double)(index / 2))]));

        var (candidates, notice) = await reranking.OrderAsync("q", Candidates(53), default);

        Assert.Null(notice);
        // Equal scores keep their order; those beyond the first 50 keep their places.
        Assert.Equal([48, 49, 46, 47], candidates.Take(4).Select(Index));
        Assert.Equal([0, 1, 50, 51, 52], candidates.Skip(48).Select(Index));
    }

    [Fact]
    public async Task OrderAsync_NoReranker_ChangesNothing()
    {
        var reranking = Reranking(null);

        var (candidates, notice) = await reranking.OrderAsync("q", Candidates(3), default);

        Assert.Equal(0, reranking.PoolMax);
        Assert.Equal([0, 1, 2], candidates.Select(Index));
        Assert.Null(notice);
    }

    public static TheoryData<string> Faults => ["throws", "too few", "not a number", "cancels itself"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task OrderAsync_RerankerFails_KeepsTheOrderAndSaysSo(string fault)
    {
        var reranking = Reranking(new Reranker(texts => fault switch
        {
            "throws" => throw new InvalidOperationException("The model is gone."),
            "too few" => [1],
            "not a number" => [.. texts.Select(_ => double.NaN)],
            _ => throw new OperationCanceledException("by itself"),
        }));

        var (candidates, notice) = await reranking.OrderAsync("q", Candidates(3), default);

        Assert.Equal([0, 1, 2], candidates.Select(Index));
        Assert.StartsWith("Not reranked: the reranker ", notice);
        Assert.DoesNotContain("model is gone", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrderAsync_RerankerThatHangs_IsNotWaitedFor()
    {
        var time = new FiringTime();
        var reranking = new BoundedReranking(time, NullLogger<BoundedReranking>.Instance, new Hanging());

        Task<(IReadOnlyList<Candidate> Candidates, string? Notice)> ordering = reranking.OrderAsync("q", Candidates(3), default);
        Assert.False(ordering.IsCompleted);
        Assert.Equal(SearchLimits.RerankTime, time.Due);
        time.Fire();
        var (candidates, notice) = await ordering;

        Assert.Equal([0, 1, 2], candidates.Select(Index));
        Assert.Equal("Not reranked: the reranker took longer than 2 s. The hits are in the store's order.", notice);
    }

    [Fact]
    public async Task OrderAsync_CallerGone_IsCanceled()
    {
        using var gone = new CancellationTokenSource();
        var reranking = Reranking(new Hanging());

        Task ordering = reranking.OrderAsync("q", Candidates(3), gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ordering);
    }

    private static BoundedReranking Reranking(IReranker? reranker) =>
        new(TimeProvider.System, NullLogger<BoundedReranking>.Instance, reranker);

    private static Candidate[] Candidates(int count) => [.. Enumerable.Range(0, count).Select(index => new Candidate(
        new() { Id = $"1-{index}", DocumentId = "d", Generation = 1, ChunkIndex = index, Text = $"text {index}" }, null))];

    private static int Index(Candidate candidate) => candidate.Chunk.ChunkIndex;

    private sealed class Reranker(Func<IReadOnlyList<RerankCandidate>, IReadOnlyList<double>> score) : IReranker
    {
        public Task<IReadOnlyList<double>> ScoreAsync(
            string query, IReadOnlyList<RerankCandidate> candidates, CancellationToken cancellationToken) =>
            Task.FromResult(score(candidates));
    }

    // One that does not even look at its token.
    private sealed class Hanging : IReranker
    {
        public Task<IReadOnlyList<double>> ScoreAsync(
            string query, IReadOnlyList<RerankCandidate> candidates, CancellationToken cancellationToken) =>
            new TaskCompletionSource<IReadOnlyList<double>>().Task;
    }

    /// <summary>A clock whose one timer fires when the test says so.</summary>
    private sealed class FiringTime : TimeProvider
    {
        private Action? _fire;

        public TimeSpan? Due { get; private set; }

        public void Fire() => _fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_fire, Due) = (() => callback(state), dueTime);
            return new Idle();
        }

        private sealed class Idle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
