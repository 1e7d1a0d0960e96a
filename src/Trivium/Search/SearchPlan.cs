using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>
/// A search as the store is asked: which chunks may be hits, how they are ranked, how many are wanted.
/// </summary>
internal sealed record SearchPlan
{
    public required Snapshot Snapshot { get; init; }

    public SearchFilter? Filter { get; init; }

    /// <summary>What the text ranking counts; none where there is no text ranking.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Terms every hit must have: those of the phrases.</summary>
    public IReadOnlyList<string> RequiredTerms { get; init; } = [];

    /// <summary>What the vector ranking compares with; null where there is no vector ranking.</summary>
    public ReadOnlyMemory<float>? Vector { get; init; }

    public required FusionWeights Weights { get; init; }

    /// <summary>How many chunks to ask for.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// How it is ranked; null where nothing can be found, because the query has neither a term nor a vector.
    /// </summary>
    public SearchMode? Ranking => (Terms.Count > 0, Vector is not null) switch
    {
        (true, true) => SearchMode.Hybrid,
        (true, false) => SearchMode.Text,
        (false, true) => SearchMode.Vector,
        (false, false) => null,
    };
}
