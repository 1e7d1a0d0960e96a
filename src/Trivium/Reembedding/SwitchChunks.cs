using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// Lets the filled set answer, for every reader of the tenant at one instant, and leaves the old one to be emptied. Where the
/// set answers already, says that its gaps are closed.
/// </summary>
/// <param name="Run">The set.</param>
/// <param name="LackingCommits">The count when all documents were found to be in it.</param>
internal sealed record SwitchChunks(long Run, long LackingCommits) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [];

    /// <summary>False where documents have come that are not in it, or it is not to answer any more.</summary>
    public override bool Apply(CatalogState state)
    {
        ControlItem control = state.Control;
        bool answers = control.Serving?.Run == Run;
        if (answers && control.Serving is { HasGaps: false }) return true;
        if (control.LackingCommits != LackingCommits || control.FillTarget() is not { } target || target.Run != Run)
            return false;

        ControlItem switched = control with { Serving = target with { HasGaps = false }, Filling = null };
        if (!answers) switched = switched with { Retiring = [.. control.Retiring, control.Serving!] };
        state.Put(switched.TowardsWanted());
        return true;
    }
}
