using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Forgets a set of which nothing is left; its container may then be filled again.</summary>
internal sealed record FinishRetirement(long Run) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [];

    /// <summary>False when it had been forgotten before.</summary>
    public override bool Apply(CatalogState state)
    {
        ControlItem control = state.Control;
        if (control.Retiring.All(set => set.Run != Run)) return false;

        ControlItem left = control with { Retiring = [.. control.Retiring.Where(set => set.Run != Run)] };
        state.Put(left.TowardsWanted());
        return true;
    }
}
