namespace Trivium.Search;

/// <summary>Which chunks of a ranking become hits, and how many of them are needed.</summary>
/// <param name="Phrases">What a hit must have word for word.</param>
/// <param name="Collapse">Whether chunks that say the same as a better one are left out.</param>
/// <param name="PerDocumentMax">At most so many of a document; null: any number.</param>
/// <param name="Wanted">How many hits are wanted in the end, those that are skipped among them.</param>
/// <param name="PoolMin">How many there must be before any is left out for its document: what a reranker
/// orders.</param>
internal sealed record CandidateRules(PhraseFilter Phrases, bool Collapse, int? PerDocumentMax, int Wanted, int PoolMin)
{
    /// <summary>How many chunks to ask for first; mostly they are enough.</summary>
    public int FirstCount
    {
        get
        {
            if (!Phrases.IsEmpty) return SearchLimits.CandidatesMax;

            int wanted = Math.Max(Wanted, PoolMin);
            if (PerDocumentMax is not null) return (wanted * 2) + SearchLimits.CandidatesSpare;
            return Collapse ? wanted + SearchLimits.CandidatesSpare : wanted;
        }
    }

    /// <summary>
    /// The candidates among chunks in the order of their ranking, and whether there are as many as are needed. More
    /// chunks of the same ranking only add to them: so a page begins where the one before it ended.
    /// </summary>
    public (IReadOnlyList<Candidate> Candidates, bool AreEnough) Select(IReadOnlyList<FoundChunk> ranking)
    {
        List<Candidate> candidates = [];
        var perDocument = new Dictionary<string, int>(StringComparer.Ordinal);
        int hits = 0;
        foreach (FoundChunk chunk in ranking)
        {
            if (!Phrases.Passes(chunk.Text, chunk.Headings)) continue;

            TextSignature? signature = Collapse ? TextSignature.Of(chunk) : null;
            if (candidates.Exists(better => better.TryAbsorb(chunk, signature))) continue;
            if (hits >= Wanted && candidates.Count >= PoolMin) return (candidates, true);

            candidates.Add(new(chunk, signature));
            int ofDocument = perDocument[chunk.DocumentId] = perDocument.GetValueOrDefault(chunk.DocumentId) + 1;
            if (ofDocument <= (PerDocumentMax ?? int.MaxValue)) hits++;
        }

        return (candidates, hits >= Wanted && candidates.Count >= PoolMin);
    }

    /// <summary>The candidates without those that are too many of their document, in the same order.</summary>
    public IEnumerable<Candidate> Diversify(IEnumerable<Candidate> candidates)
    {
        if (PerDocumentMax is not { } max) return candidates;

        var perDocument = new Dictionary<string, int>(StringComparer.Ordinal);
        return candidates.Where(candidate =>
        {
            string document = candidate.Chunk.DocumentId;
            int before = perDocument.GetValueOrDefault(document);
            perDocument[document] = before + 1;
            return before < max;
        });
    }
}
