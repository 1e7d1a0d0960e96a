using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// What a control item says of its tenant's chunk sets: one answers, one may be being filled, some may be being emptied; and
/// how the one state follows from the other. A container is never filled and emptied at once.
/// </summary>
internal static class ChunkSetStates
{
    /// <summary>The sets that ingestions write and purges look into: what answers, then what is being filled.</summary>
    public static IEnumerable<ChunkSet> LiveSets(this ControlItem control) =>
        new[] { control.Serving, control.Filling }.OfType<ChunkSet>();

    /// <summary>The containers of the live sets.</summary>
    public static IEnumerable<Container> LiveChunks(this TriviumDatabase database, ControlItem? control) =>
        control?.Serving is null ? [database.Chunks] : control.LiveSets().Select(database.ChunksOf);

    /// <summary>The set that documents are to be embedded into: the one being filled, or the one that answers with gaps.</summary>
    public static ChunkSet? FillTarget(this ControlItem control) =>
        control.Filling ?? (control.Serving is { HasGaps: true } serving ? serving : null);

    /// <summary>Something is to be filled or emptied.</summary>
    public static bool HasReembedding(this ControlItem control) =>
        control.FillTarget() is not null || control.Retiring.Count > 0;

    /// <summary>A new tenant's sets: the app's embedder answers. One that has sets keeps them.</summary>
    public static ControlItem ServingAtLeast(this ControlItem control, EmbedderIdentity embedder) =>
        control.Serving is null
            ? control with { Serving = ChunkSet.Of(embedder, 0), WantedEmbedder = embedder }
            : control;

    /// <summary>
    /// Brings the sets nearer to the embedder that is wanted: gives up a filling of another, and begins one where the
    /// container is not still being emptied.
    /// </summary>
    public static ControlItem TowardsWanted(this ControlItem control)
    {
        if (control.WantedEmbedder is not { } wanted || control.Serving is not { } serving) return control;

        bool served = serving.Fingerprint == wanted.Fingerprint;
        if (control.Filling is { } filling && (served || filling.Fingerprint != wanted.Fingerprint))
            control = control with { Filling = null, Retiring = [.. control.Retiring, filling] };
        bool emptying = control.Retiring.Any(retiring => retiring.Fingerprint == wanted.Fingerprint);
        if (served || emptying || control.Filling is not null) return control;

        long run = control.LastRun + 1;
        return control with { Filling = ChunkSet.Of(wanted, run), LastRun = run, LackingCommits = 0 };
    }

    /// <summary>
    /// Notes what a commit brings into sight: a generation without vectors where the tenant is answered from, or not in the
    /// set that is being filled.
    /// </summary>
    public static ControlItem Committing(this ControlItem control, GenerationItem written)
    {
        bool gap = control.Serving is { } serving && !written.Embedded.Contains(serving.Run);
        if (gap && !written.TextOnly.Contains(control.Serving!.Run))
            throw new InvalidOperationException(
                $"Generation {written.Generation} has no chunks in the set {control.Serving.Run}, which answers.");

        bool lacking = control.Filling is { } filling && !written.Embedded.Contains(filling.Run);
        if (!gap && !lacking) return control;

        return control with
        {
            Serving = gap ? control.Serving! with { HasGaps = true } : control.Serving,
            LackingCommits = control.LackingCommits + 1,
        };
    }

    /// <summary>True where all of the tenant's live sets were known when the generation began.</summary>
    public static bool Covers(this ControlItem control, GenerationItem generation) =>
        control.LiveSets().All(set => generation.Embedded.Contains(set.Run) || generation.TextOnly.Contains(set.Run));
}
