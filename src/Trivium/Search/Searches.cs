using Microsoft.Extensions.AI;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>Answers searches, each within one snapshot.</summary>
internal sealed class Searches(
    ChunkRanking ranking,
    SnapshotReader snapshots,
    EmbedderIdentity embedder,
    IEmbeddingGenerator<string, Embedding<float>> generator,
    FusionWeights weights,
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
        RequireDimensions(request.Vector);
        var meter = new RequestUnitMeter();
        SearchText query = SearchText.Parse(request.Query ?? "");
        var phrases = new PhraseFilter(query.Phrases);
        IReadOnlyList<string> terms = TermAnalyzer.QueryTerms(query.Text, SearchLimits.TermsMax);
        ReadOnlyMemory<float>? vector = await VectorAsync(request, query, cancellationToken);
        ReadScope scope = await snapshots.OpenAsync(tenant, meter, cancellationToken);
        int wanted = request.Skip + request.Top;
        var plan = new SearchPlan
        {
            Snapshot = scope.Snapshot,
            Filter = request.Filter,
            Terms = request.Mode == SearchMode.Vector ? [] : terms,
            RequiredTerms = phrases.RequiredTerms(),
            Vector = vector,
            Weights = weights,
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
        return new(hits, meter.Total, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    // A query without terms, such as an emoji, may still mean something to a trained model: hybrid is then by meaning
    // alone.
    private async Task<ReadOnlyMemory<float>?> VectorAsync(
        SearchRequest request, SearchText query, CancellationToken cancellationToken)
    {
        if (request.Mode == SearchMode.Text) return null;
        if (request.Vector is { } given) return given.ToArray();
        if (query.Text.Length == 0) return null;

        ReadOnlyMemory<float> vector = await generator.GenerateVectorAsync(
            query.Text, cancellationToken: cancellationToken);
        return vector.Span.ContainsAnyExcept(0f) ? vector : null;
    }

    private void RequireDimensions(IReadOnlyList<float>? vector)
    {
        if (vector is null || vector.Count == embedder.Dimensions) return;
        string message = $"has {vector.Count} dimensions, but the vectors of {embedder.Model} have "
            + $"{embedder.Dimensions}; make it with the same model, or send 'query' alone";
        throw new TriviumException(ErrorCode.Invalid, $"'vector' {message}.")
        {
            Errors = new Dictionary<string, string[]> { ["vector"] = [message] },
        };
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
