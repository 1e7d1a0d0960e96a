using Trivium.Reembedding;

namespace Trivium.Visibility.Operations;

/// <summary>
/// Makes a generation the current one and hides the one before, or removes the document: for every reader at one
/// instant.
/// </summary>
internal sealed record Commit(string DocumentId, long Accepted, string InstanceId, long Generation)
    : CatalogOperation<CommitOutcome>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId), GenerationItem.IdOf(Generation)];

    public override CommitOutcome Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        GenerationItem? written = state.Generation(Generation);

        // The answer of an earlier attempt was lost.
        if (head?.Current?.Generation == Generation) return new(true, null);
        bool removed = head is null || (head is { Deleted: true, Pending: null } && head.Accepted == Accepted);
        if (written is null && removed)
            return new(true, null);

        bool ours = head is not null && head.Accepted == Accepted && head.Pending?.Generation == Generation;
        if (!ours || written is not { State: GenerationState.Writing }) return GiveUp(state, written);

        AcceptedRequest pending = head!.Pending!;
        CurrentGeneration? before = head.Current;
        if (before is not null) Retire(state, before);
        if (pending.Kind == AcceptedKind.Write) state.Put(state.Control.Committing(written));
        state.Unhide(Generation);
        state.Remove(written.Id);
        state.Put(pending.Kind switch
        {
            AcceptedKind.Write => head with { Pending = null, Deleted = false, Current = CurrentOf(pending, written) },
            AcceptedKind.Delete => head with { Pending = null, Deleted = true, Current = null },
            _ => throw new InvalidOperationException($"An unknown kind of request: {pending.Kind}."),
        });
        return new(true, before?.Generation);
    }

    private CurrentGeneration CurrentOf(AcceptedRequest pending, GenerationItem written) => new(
        Generation,
        Accepted,
        pending.Source!.SourceId,
        pending.Source.Sha256,
        pending.Pipeline!,
        pending.DescriptionHash!)
    {
        Embedded = written.Embedded,
    };

    private CommitOutcome GiveUp(CatalogState state, GenerationItem? written)
    {
        if (written is { State: GenerationState.Writing }) Abandon.Purge(state, written);
        return new(false, Generation);
    }

    private void Retire(CatalogState state, CurrentGeneration before)
    {
        state.Hide(before.Generation);
        state.Put(new GenerationItem
        {
            Id = GenerationItem.IdOf(before.Generation),
            Tenant = state.Tenant,
            Generation = before.Generation,
            DocumentId = DocumentId,
            Accepted = before.Accepted,
            InstanceId = Ingestion.IngestionIds.Ingestion(state.Tenant, DocumentId, before.Accepted),
            SourceId = before.SourceId,
            State = GenerationState.Purging,
            StateAt = state.Now,
        });
    }
}

/// <summary>What came of a commit.</summary>
/// <param name="Committed">False: a newer request was accepted, and the generation will never be seen.</param>
/// <param name="Purge">The generation that went out of sight and is to be purged; null: none that is known of.</param>
internal sealed record CommitOutcome(bool Committed, long? Purge);
