namespace Trivium.Search.Reranking;

/// <summary>
/// Orders the best hits of a search anew, by a model that reads query and text together. A host that has one registers
/// it as a service; without one, the store's order stands. It is called by several searches at once.
/// </summary>
public interface IReranker
{
    /// <summary>
    /// How well each text answers the query. It has two seconds; where it fails or takes longer, the store's order
    /// stands and the answer says so.
    /// </summary>
    /// <param name="query">What is looked for, without quotation marks.</param>
    /// <param name="candidates">The best hits so far, best first; at most 50.</param>
    /// <param name="cancellationToken">The caller is gone, or the time is up.</param>
    /// <returns>A finite score for each candidate, in their order; more is better.</returns>
    Task<IReadOnlyList<double>> ScoreAsync(
        string query, IReadOnlyList<RerankCandidate> candidates, CancellationToken cancellationToken);
}

/// <summary>What a reranker reads of a hit.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Headings">The headings above it, outermost first.</param>
/// <param name="Text">Its text.</param>
public sealed record RerankCandidate(string? Title, IReadOnlyList<string> Headings, string Text);
