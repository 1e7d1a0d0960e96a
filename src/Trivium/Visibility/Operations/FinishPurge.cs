namespace Trivium.Visibility.Operations;

/// <summary>Forgets a generation of which nothing is left: it need no longer be hidden.</summary>
internal sealed record FinishPurge(long Generation) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [GenerationItem.IdOf(Generation)];

    /// <summary>False when it had been forgotten before.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Generation(Generation) is not { } item) return false;
        if (item.State != GenerationState.Purging)
            throw new InvalidOperationException(
                $"Generation {Generation} is {item.State}; only a purging one can be forgotten.");

        state.Unhide(Generation);
        state.Remove(item.Id);
        return true;
    }
}
