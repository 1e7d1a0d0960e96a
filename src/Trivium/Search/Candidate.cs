namespace Trivium.Search;

/// <summary>A chunk that may become a hit, and those further down that say the same.</summary>
internal sealed record Candidate(FoundChunk Chunk, TextSignature? Signature)
{
    private readonly List<FoundChunk> _duplicates = [];

    public IReadOnlyList<FoundChunk> Duplicates => _duplicates;

    /// <summary>Takes a chunk in where it says the same.</summary>
    public bool TryAbsorb(FoundChunk chunk, TextSignature? signature)
    {
        if (Signature is null || signature is null || !Signature.SaysTheSameAs(signature)) return false;

        _duplicates.Add(chunk);
        return true;
    }
}
