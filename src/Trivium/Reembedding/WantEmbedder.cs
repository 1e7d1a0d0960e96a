using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>Says which embedder a tenant's chunks are to have.</summary>
/// <param name="Embedder">The app's.</param>
/// <param name="Serving">
/// What answers in a tenant of a release that did not say so; null where nothing tells, and it is taken to be the app's.
/// </param>
internal sealed record WantEmbedder(EmbedderIdentity Embedder, ChunkSet? Serving) : CatalogOperation<ControlItem>
{
    public override IEnumerable<string> Reads => [];

    /// <summary>The control item as it is then.</summary>
    public override ControlItem Apply(CatalogState state)
    {
        ControlItem control = state.Control;
        if (control.Serving is null && Serving is not null) control = control with { Serving = Serving };
        control = control.ServingAtLeast(Embedder) with { WantedEmbedder = Embedder };
        state.Put(control.TowardsWanted());
        return state.Control;
    }
}
