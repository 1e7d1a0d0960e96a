namespace Trivium.Visibility.Operations;

/// <summary>Takes a number out of the hidden ones that hides nothing: it has no generation item.</summary>
internal sealed record UnhideUnknown(long Generation) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [GenerationItem.IdOf(Generation)];

    /// <summary>False where it is known after all.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Generation(Generation) is not null) return false;

        state.Unhide(Generation);
        return true;
    }
}
