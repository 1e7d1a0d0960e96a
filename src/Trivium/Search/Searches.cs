using Trivium.Errors;
using Trivium.Storage;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>Answers searches, each within one snapshot.</summary>
internal sealed class Searches(
    ChunkRanking ranking,
    SnapshotReader snapshots,
    QueryVectors vectors,
    TimeProvider time)
{
    /// <summary>
    /// 60: the constant of reciprocal rank fusion as Cosmos DB has it; the score of rank r is 60 / (59 + r).
    /// </summary>
    private const double RankConstant = 60;

    /// <summary>The best chunks.</summary>
    /// <exception cref="TriviumException">
    /// <c>invalid</c>: a vector of other dimensions; <c>expired</c>: it took longer than a snapshot lives.
    /// </exception>
    public async Task<SearchResponse> AnswerAsync(
        string tenant, SearchRequest request, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var meter = new RequestUnitMeter();
        SearchText query = SearchText.Parse(request.Query ?? "");
        var phrases = new PhraseFilter(query.Phrases);
        IReadOnlyList<string> terms = TermAnalyzer.QueryTerms(query.Text, SearchLimits.TermsMax);
        // Made before the snapshot is taken: a slow embedder does not use up its life.
        QueryVector? guess = await vectors.GuessAsync(tenant, request, query.Text, cancellationToken);
        ReadScope scope = await snapshots.OpenAsync(tenant, meter, cancellationToken);
        QueryVector vector = await vectors.OfAsync(
            tenant, scope.Snapshot.Chunks, guess, request, query.Text, cancellationToken);
        int wanted = request.Skip + request.Top;
        var plan = new SearchPlan
        {
            Snapshot = scope.Snapshot,
            Filter = request.Filter,
            Terms = request.Mode == SearchMode.Vector && vector.Notice is null ? [] : terms,
            RequiredTerms = phrases.RequiredTerms(),
            Vector = vector.Vector,
            Weights = vector.Weights,
            Count = phrases.IsEmpty ? wanted : SearchLimits.PhraseCandidatesMax,
        };
        IReadOnlyList<FoundChunk> found = await ranking.RankAsync(tenant, plan, meter, cancellationToken);
        scope.EnsureAlive();

        var highlighted = terms.ToHashSet(StringComparer.Ordinal);
        List<SearchHit> hits = [.. found
            .Where(chunk => phrases.Passes(chunk.Text, chunk.Headings))
            .Take(wanted)
            .Select((chunk, index) => Hit(chunk, index + 1, Highlights.Of(chunk.Text, highlighted, phrases)))
            .Skip(request.Skip)];
        return new(hits, meter.Total, (long)time.GetElapsedTime(started).TotalMilliseconds) { Notice = vector.Notice };
    }

    private static SearchHit Hit(FoundChunk chunk, int rank, IReadOnlyList<IReadOnlyList<int>> highlights) => new()
    {
        DocumentId = chunk.DocumentId,
        ChunkId = chunk.ChunkId ?? chunk.Id,
        ChunkIndex = chunk.ChunkIndex,
        Score = chunk.Similarity ?? RankConstant / (RankConstant - 1 + rank),
        Text = chunk.Text,
        Highlights = highlights,
        Headings = chunk.Headings,
        Title = chunk.Title,
        Source = chunk.Source,
        Generation = chunk.Generation,
    };
}
