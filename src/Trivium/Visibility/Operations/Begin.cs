using Trivium.Documents;
using Trivium.Reembedding;
using Trivium.Storage;

namespace Trivium.Visibility.Operations;

/// <summary>Gives an accepted request its generation, hidden from readers.</summary>
internal sealed record Begin(string DocumentId, long Accepted, string InstanceId) : CatalogOperation<BeginOutcome>
{
    /// <summary>The app's embedder: its chunks answer where the tenant has none yet.</summary>
    public EmbedderIdentity? Embedder { get; init; }

    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId)];

    public override BeginOutcome Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        if (head?.Current is { } current && current.Accepted == Accepted)
            return new(BeginKind.Committed, current.Generation);
        if (head?.Pending is not { } pending || pending.InstanceId != InstanceId)
            return new(BeginKind.Superseded, null);
        if (pending.Generation is { } begun) return new(BeginKind.Begun, begun) { Source = pending.Source };
        if (state.Control.Hidden.Count >= VisibilityLimits.HiddenGenerationsMax) return new(BeginKind.Full, null);

        long generation = state.Control.Next;
        ControlItem control = Embedder is null ? state.Control : state.Control.ServingAtLeast(Embedder);
        state.Put(control with { Next = generation + 1 });
        state.Hide(generation);
        state.Put(head with { Pending = pending with { Generation = generation } });
        state.Put(new GenerationItem
        {
            Id = GenerationItem.IdOf(generation),
            Tenant = state.Tenant,
            Generation = generation,
            DocumentId = DocumentId,
            Accepted = Accepted,
            InstanceId = InstanceId,
            SourceId = pending.Source?.SourceId,
            Source = pending.Source,
            Replaces = head.Current?.Generation,
            CreatedAt = head.CreatedAt,
            AcceptedAt = pending.AcceptedAt,
            Embedded = control.Serving is null ? [0] : [.. control.LiveSets().Select(set => set.Run)],
            State = GenerationState.Writing,
            StateAt = state.Now,
        });
        return new(BeginKind.Begun, generation) { Source = pending.Source };
    }
}

/// <summary>What came of a begin.</summary>
/// <param name="Kind">What it found.</param>
/// <param name="Generation">The generation, where there is one.</param>
internal sealed record BeginOutcome(BeginKind Kind, long? Generation)
{
    /// <summary>What is to be parsed; null for a delete, and unless it has begun.</summary>
    public SourceDescription? Source { get; init; }
}

/// <summary>What a begin finds.</summary>
internal enum BeginKind
{
    /// <summary>The generation is there to be written.</summary>
    Begun,

    /// <summary>It was written and committed before.</summary>
    Committed,

    /// <summary>A newer request was accepted, or this one was given up.</summary>
    Superseded,

    /// <summary>Too many generations are hidden: wait for purges.</summary>
    Full,
}
