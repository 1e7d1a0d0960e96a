namespace Trivium.Visibility.Operations;

/// <summary>
/// Notes in which tables a generation will have rows, before the first is written: a purge looks there.
/// </summary>
/// <param name="Generation">The generation.</param>
/// <param name="Tables">The tables' names.</param>
internal sealed record RegisterTables(long Generation, IReadOnlyList<string> Tables) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [GenerationItem.IdOf(Generation)];

    /// <summary>False when the generation is no longer being written.</summary>
    public override bool Apply(CatalogState state)
    {
        if (state.Generation(Generation) is not { State: GenerationState.Writing } item) return false;

        if (!item.Tables.SequenceEqual(Tables)) state.Put(item with { Tables = Tables });
        return true;
    }
}
