using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Says that all chunks of a document's current generation are in a set, with their vectors (the caller counted).</summary>
internal sealed record MarkEmbedded(string DocumentId, long Generation, long Run) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId)];

    /// <summary>False where another generation is current by now.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Head(DocumentId) is not { Current: { } current } head || current.Generation != Generation) return false;
        if (current.Embedded.Contains(Run)) return true;

        // Of the earlier ones only those still count that are live.
        HashSet<long> live = [.. state.Control.LiveSets().Select(set => set.Run), Run];
        state.Put(head with
        {
            Current = current with { Embedded = [.. current.Embedded.Append(Run).Where(live.Contains)] },
        });
        return true;
    }
}
