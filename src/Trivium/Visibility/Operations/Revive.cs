using Trivium.Reembedding;

namespace Trivium.Visibility.Operations;

/// <summary>Makes a kept generation one that is being written again, by another run of the same ingestion.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Generation">The generation.</param>
/// <param name="InstanceId">The run that will write it.</param>
/// <param name="Pipeline">The pipeline version it would be written with.</param>
internal sealed record Revive(string DocumentId, long Generation, string InstanceId, string Pipeline)
    : CatalogOperation<ReviveOutcome>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId), GenerationItem.IdOf(Generation)];

    public override ReviveOutcome Apply(CatalogState state)
    {
        GenerationItem? item = state.Generation(Generation);

        // The answer of an earlier attempt was lost.
        if (item is { State: GenerationState.Writing } && item.InstanceId == InstanceId) return ReviveOutcome.Revived;
        if (item is not { State: GenerationState.Kept, Kept: { } kept }) return ReviveOutcome.Gone;

        HeadItem? head = state.Head(DocumentId);
        if (head is not { Pending: null } || head.Accepted != item.Accepted) return ReviveOutcome.Superseded;

        // Half of its items would be of another cut than the other half.
        if (kept.Kind == AcceptedKind.Write && (kept.Pipeline != Pipeline || !state.Control.Covers(item)))
            return ReviveOutcome.OtherPipeline;

        state.Put(head with { Pending = kept with { InstanceId = InstanceId }, Deleted = false });
        state.Put(item with
        {
            State = GenerationState.Writing,
            StateAt = state.Now,
            InstanceId = InstanceId,
            Source = kept.Source,
            Kept = null,
        });
        return ReviveOutcome.Revived;
    }
}

/// <summary>What came of a revival.</summary>
internal enum ReviveOutcome
{
    /// <summary>It is being written again.</summary>
    Revived,

    /// <summary>What was written is not kept, or no longer.</summary>
    Gone,

    /// <summary>A newer request for the document was accepted.</summary>
    Superseded,

    /// <summary>It was begun by another version of the app, or before another embedder was set.</summary>
    OtherPipeline,
}
