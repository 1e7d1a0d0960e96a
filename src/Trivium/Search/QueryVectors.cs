using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Trivium.Errors;
using Trivium.Reembedding;

namespace Trivium.Search;

/// <summary>What a query is compared with by meaning.</summary>
/// <param name="Set">The chunks it is for; null: those of the app's embedder.</param>
/// <param name="Vector">The vector; null where the query has none or the chunks cannot be asked by meaning.</param>
/// <param name="Weights">How much it says in hybrid search.</param>
/// <param name="Notice">Why there is none although one was asked for.</param>
internal sealed record QueryVector(
    ChunkSet? Set, ReadOnlyMemory<float>? Vector, FusionWeights Weights, string? Notice = null);

/// <summary>
/// Embeds queries with the embedder of the chunks that answer. While a tenant's documents are re-embedded that is the one
/// before; where it cannot be called, words alone answer, and the answer says so.
/// </summary>
internal sealed class QueryVectors(Embedders embedders)
{
    /// <summary>The set that answered each tenant last: small, and as many as there are tenants.</summary>
    private readonly ConcurrentDictionary<string, ChunkSet> _served = new(StringComparer.Ordinal);

    /// <summary>
    /// The vector for the set that answered last, so that a slow embedder does not use up the life of a snapshot; null where
    /// that is not known.
    /// </summary>
    public async Task<QueryVector?> GuessAsync(
        string tenant, SearchRequest request, string text, CancellationToken cancellationToken)
    {
        if (request.Vector is not null || !_served.TryGetValue(tenant, out ChunkSet? expected)) return null;

        try
        {
            return await MakeAsync(expected, request, text, cancellationToken);
        }
        catch
        {
            // Another set may answer by now, whose embedder is well: the next search looks first.
            _served.TryRemove(tenant, out _);
            throw;
        }
    }

    /// <summary>The vector for the set that answers: the guess where it was right.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>: a vector of other dimensions is given.</exception>
    public async Task<QueryVector> OfAsync(
        string tenant,
        ChunkSet? serving,
        QueryVector? guess,
        SearchRequest request,
        string text,
        CancellationToken cancellationToken)
    {
        if (serving is not null) _served[tenant] = serving;
        return guess is not null && guess.Set == serving
            ? guess
            : await MakeAsync(serving, request, text, cancellationToken);
    }

    private async Task<QueryVector> MakeAsync(
        ChunkSet? set, SearchRequest request, string text, CancellationToken cancellationToken)
    {
        KnownEmbedder? embedder = embedders.Find(set);
        FusionWeights weights = embedder?.Weights ?? FusionWeights.Trained;
        if (request.Mode == SearchMode.Text) return new(set, null, weights);
        if (set is { HasGaps: true }) return new(set, null, weights, GapsNotice(set));
        if (request.Vector is { } given)
        {
            if (set is { Dimensions: null }) return new(set, null, weights, UnavailableNotice(set));
            RequireDimensions(given, set?.Dimensions ?? embedders.Own.Identity.Dimensions, set?.Model ?? embedders.Own.Identity.Model);
            return new(set, given.ToArray(), weights);
        }

        if (text.Length == 0) return new(set, null, weights);
        if (embedder is null) return new(set, null, weights, UnavailableNotice(set!));

        // A query without terms, such as an emoji, may still mean something to a trained model: hybrid is then by meaning
        // alone.
        ReadOnlyMemory<float> vector = await embedder.Generator.GenerateVectorAsync(
            text, cancellationToken: cancellationToken);
        // Said with its type: null alone would become an empty vector here.
        return new(set, vector.Span.ContainsAnyExcept(0f) ? vector : default(ReadOnlyMemory<float>?), weights);
    }

    private static string UnavailableNotice(ChunkSet set) =>
        $"Answered by words alone: the documents have embeddings of {set.Name}, which cannot be called. Set "
        + $"{nameof(TriviumOptions.PreviousEmbeddings)} to it, or ask again when they are embedded anew.";

    private static string GapsNotice(ChunkSet set) =>
        $"Answered by words alone: some documents came while the embedder of the others, {set.Name}, could not be called. "
        + "Ask again when they are embedded anew.";

    private static void RequireDimensions(IReadOnlyList<float> vector, int dimensions, string? model)
    {
        if (vector.Count == dimensions) return;

        string message = $"has {vector.Count} dimensions, but the vectors of {model} have "
            + $"{dimensions}; make it with the same model, or send 'query' alone";
        throw new TriviumException(ErrorCode.Invalid, $"'vector' {message}.")
        {
            Errors = new Dictionary<string, string[]> { ["vector"] = [message] },
        };
    }
}
