using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Says, before the first chunk without a vector is written, that a generation has such chunks in a set.</summary>
internal sealed record LeaveOutVectors(long Generation, long Run) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [GenerationItem.IdOf(Generation)];

    /// <summary>False when the generation is no longer being written.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Generation(Generation) is not { State: GenerationState.Writing } item) return false;
        if (item.TextOnly.Contains(Run)) return true;

        state.Put(item with
        {
            Embedded = [.. item.Embedded.Where(run => run != Run)],
            TextOnly = [.. item.TextOnly, Run],
        });
        return true;
    }
}
