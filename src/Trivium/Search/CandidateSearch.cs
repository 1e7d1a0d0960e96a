using Trivium.Storage;

namespace Trivium.Search;

/// <summary>Asks the store for chunks until those that may be hits are as many as are needed.</summary>
internal sealed class CandidateSearch(ChunkRanking ranking)
{
    /// <summary>4: where duplicates or one document fill the first chunks, there are many of them.</summary>
    private const int Growth = 4;

    public async Task<IReadOnlyList<Candidate>> FindAsync(
        string tenant,
        SearchPlan plan,
        CandidateRules rules,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        for (int count = rules.FirstCount; ; count = Math.Min(count * Growth, SearchLimits.CandidatesMax))
        {
            IReadOnlyList<FoundChunk> found = await ranking.RankAsync(
                tenant, plan with { Count = count }, meter, cancellationToken);
            var (candidates, areEnough) = rules.Select(found);
            if (areEnough || found.Count < count || count == SearchLimits.CandidatesMax) return candidates;
        }
    }
}
