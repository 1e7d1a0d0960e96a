namespace Trivium.Visibility.Operations;

/// <summary>Leaves a kept generation to its purge: nobody retried it in time, or nobody can any more.</summary>
internal sealed record GiveUpKept(long Generation) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [GenerationItem.IdOf(Generation)];

    /// <summary>False when it is not kept any more.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Generation(Generation) is not { State: GenerationState.Kept } item) return false;

        Abandon.Purge(state, item with { Kept = null });
        return true;
    }
}
