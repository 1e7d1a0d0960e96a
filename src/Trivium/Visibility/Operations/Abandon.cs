namespace Trivium.Visibility.Operations;

/// <summary>
/// Gives an accepted request up: it failed, was ended from outside, or was superseded. What it wrote will be purged;
/// the
/// document stays as it was.
/// </summary>
/// <param name="DocumentId">The document.</param>
/// <param name="InstanceId">The ingestion.</param>
/// <param name="Generation">The generation it wrote; null when it is not known or never began.</param>
internal sealed record Abandon(string DocumentId, string InstanceId, long? Generation) : CatalogOperation<AbandonOutcome>
{
    public override IEnumerable<string> Reads => Generation is { } generation
        ? [HeadItem.IdOf(DocumentId), GenerationItem.IdOf(generation)]
        : [HeadItem.IdOf(DocumentId)];

    public override AbandonOutcome Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        AcceptedRequest? pending = head?.Pending?.InstanceId == InstanceId ? head.Pending : null;

        // It began, and whoever asks does not know the generation: look again with it.
        if (Generation is null && pending?.Generation is { } begun) return new(begun, false);

        if (pending is not null)
        {
            state.Put(head! with { Pending = null, Deleted = head.Current is null });
            if (pending is { Generation: null, Source.SourceId: { } sourceId })
                state.Put(SourceMarker.OfSuperseded(state.Tenant, DocumentId, sourceId, state.Now));
        }

        GenerationItem? written = Generation is { } generation ? state.Generation(generation) : null;
        if (written is { State: GenerationState.Writing }) Purge(state, written);
        return new(written?.Generation, true);
    }

    /// <summary>Lets no further slice start and leaves the generation to its purge.</summary>
    public static void Purge(CatalogState state, GenerationItem written) => state.Put(written with
    {
        State = GenerationState.Purging,
        StateAt = state.Now,
        Source = null,
    });
}

/// <summary>What came of giving up.</summary>
/// <param name="Generation">The generation to purge; null: none.</param>
/// <param name="Done">False: <paramref name="Generation"/> was not named and has to be.</param>
internal sealed record AbandonOutcome(long? Generation, bool Done);
