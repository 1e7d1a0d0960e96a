using Trivium.Errors;
using Trivium.Search.Reranking;
using Trivium.Storage;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>Answers searches, each within one snapshot.</summary>
internal sealed class Searches(
    CandidateSearch candidates,
    BoundedReranking reranking,
    Neighbours neighbours,
    SearchSnapshots snapshots,
    QueryVectors vectors,
    TimeProvider time)
{
    /// <summary>
    /// 60: the constant of reciprocal rank fusion as Cosmos DB has it; the score of rank r is 60 / (59 + r).
    /// </summary>
    private const double RankConstant = 60;

    /// <summary>The best chunks.</summary>
    /// <exception cref="TriviumException">
    /// <c>invalid</c>: a vector of other dimensions, a snapshot of another search; <c>expired</c>: it, or the search
    /// its snapshot is from, took longer than a snapshot lives.
    /// </exception>
    public async Task<SearchResponse> AnswerAsync(
        string tenant, SearchRequest request, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var meter = new RequestUnitMeter();
        SearchText query = SearchText.Parse(request.Query ?? "");
        var phrases = new PhraseFilter(query.Phrases);
        IReadOnlyList<string> terms = TermAnalyzer.QueryTerms(query.Text, SearchLimits.TermsMax);
        ReadScope? resumed = await snapshots.ResumeAsync(tenant, request, cancellationToken);
        // Made before the snapshot is taken: a slow embedder does not use up its life.
        QueryVector? guess = await vectors.GuessAsync(tenant, request, query.Text, cancellationToken);
        ReadScope scope = resumed ?? await snapshots.TakeAsync(tenant, meter, cancellationToken);
        QueryVector vector = await vectors.OfAsync(
            tenant, scope.Snapshot.Chunks, guess, request, query.Text, cancellationToken);
        CandidateRules rules = RulesOf(request, phrases);
        var plan = new SearchPlan
        {
            Snapshot = scope.Snapshot,
            Filter = request.Filter,
            Terms = request.Mode == SearchMode.Vector && vector.Notice is null ? [] : terms,
            RequiredTerms = phrases.RequiredTerms(),
            Vector = vector.Vector,
            Weights = vector.Weights,
            Count = rules.FirstCount,
        };
        IReadOnlyList<Candidate> found = await candidates.FindAsync(tenant, plan, rules, meter, cancellationToken);
        var (ordered, notice) = rules.PoolMin > 0
            ? await reranking.OrderAsync(query.Text, found, cancellationToken)
            : (found, null);
        Candidate[] page = [.. rules.Diversify(ordered).Skip(request.Skip).Take(request.Top)];
        IReadOnlyDictionary<string, IReadOnlyList<SearchNeighbour>>? context = request.Context == 0 ? null
            : await neighbours.OfAsync(
                tenant, scope.Snapshot, [.. page.Select(hit => hit.Chunk)], request.Context, meter, cancellationToken);
        bool mayGoOn = page.Length == request.Top && rules.Wanted < SearchLimits.SkipPlusTopMax;
        string? token = mayGoOn ? await snapshots.TokenAsync(tenant, request, scope, cancellationToken) : null;
        scope.EnsureAlive();

        var highlighted = terms.ToHashSet(StringComparer.Ordinal);
        List<SearchHit> hits = [.. page.Select((hit, index) => Hit(hit, request.Skip + index + 1) with
        {
            Highlights = Highlights.Of(hit.Chunk.Text, highlighted, phrases),
            Context = context?[hit.Chunk.Id],
        })];
        return new(hits, meter.Total, (long)time.GetElapsedTime(started).TotalMilliseconds)
        {
            Notice = vector.Notice is null || notice is null ? vector.Notice ?? notice : $"{vector.Notice} {notice}",
            Snapshot = token,
        };
    }

    private CandidateRules RulesOf(SearchRequest request, PhraseFilter phrases) => new(
        phrases,
        request.Collapse,
        request.MaxPerDocument,
        request.Skip + request.Top,
        request.Rerank ? reranking.PoolMax : 0);

    private static SearchHit Hit(Candidate candidate, int rank)
    {
        FoundChunk chunk = candidate.Chunk;
        return new()
        {
            DocumentId = chunk.DocumentId,
            ChunkId = PublicIdOf(chunk),
            ChunkIndex = chunk.ChunkIndex,
            Score = chunk.Similarity ?? RankConstant / (RankConstant - 1 + rank),
            Text = chunk.Text,
            Highlights = [],
            Headings = chunk.Headings,
            Title = chunk.Title,
            Source = chunk.Source,
            Generation = chunk.Generation,
            Duplicates = candidate.Duplicates.Count == 0 ? null
                : [.. candidate.Duplicates.Select(
                    same => new SearchDuplicate(same.DocumentId, PublicIdOf(same), same.ChunkIndex))],
        };
    }

    private static string PublicIdOf(FoundChunk chunk) => chunk.ChunkId ?? chunk.Id;
}
