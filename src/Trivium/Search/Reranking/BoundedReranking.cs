using Microsoft.Extensions.Logging;

namespace Trivium.Search.Reranking;

/// <summary>
/// Asks the host's reranker, where there is one, about the first candidates only and not for long. Whatever it does, a
/// search is answered.
/// </summary>
internal sealed partial class BoundedReranking(
    TimeProvider time, ILogger<BoundedReranking> logger, IReranker? reranker = null)
{
    /// <summary>How many candidates it orders; 0 where there is none.</summary>
    public int PoolMax => reranker is null ? 0 : SearchLimits.RerankCandidatesMax;

    /// <summary>
    /// The candidates in the reranker's order, equal scores in the store's; those beyond the first 50 stay where they
    /// are.
    /// </summary>
    public async Task<(IReadOnlyList<Candidate> Candidates, string? Notice)> OrderAsync(
        string query, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (reranker is null || candidates.Count < 2 || query.Length == 0) return (candidates, null);

        Candidate[] pool = [.. candidates.Take(PoolMax)];
        try
        {
            IReadOnlyList<double> scores = await ScoreAsync(reranker, query, pool, cancellationToken);
            IEnumerable<Candidate> ordered = pool.Zip(scores)
                .OrderByDescending(pair => pair.Second).Select(pair => pair.First);
            return ([.. ordered, .. candidates.Skip(pool.Length)], null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReranked(logger, failure);
            string reason = failure is TimeoutException or OperationCanceledException
                ? $"took longer than {SearchLimits.RerankTime.TotalSeconds:0} s"
                : "failed";
            return (candidates, $"Not reranked: the reranker {reason}. The hits are in the store's order.");
        }
    }

    private async Task<IReadOnlyList<double>> ScoreAsync(
        IReranker asked, string query, Candidate[] pool, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(SearchLimits.RerankTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        RerankCandidate[] texts =
            [.. pool.Select(hit => new RerankCandidate(hit.Chunk.Title, hit.Chunk.Headings, hit.Chunk.Text))];
        // Waited for no longer than it may take, also where it does not look at the token.
        IReadOnlyList<double> scores = await asked.ScoreAsync(query, texts, stop.Token).WaitAsync(stop.Token);
        if (scores.Count == pool.Length && scores.All(double.IsFinite)) return scores;

        throw new InvalidOperationException(
            $"The reranker gave {scores.Count} scores for {pool.Length} candidates, or some that are not finite.");
    }

    [LoggerMessage(2400, LogLevel.Warning, "A search was not reranked.")]
    private static partial void LogNotReranked(ILogger logger, Exception failure);
}
