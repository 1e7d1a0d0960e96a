using Trivium.Errors;
using Trivium.Ingestion;

namespace Trivium.Visibility.Operations;

/// <summary>Accepts the removal of a document.</summary>
internal sealed record AcceptDelete(string DocumentId, Precondition Precondition) : CatalogOperation<Acceptance>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId)];

    public override Acceptance Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        if (head is null or { Pending: null, Current: null })
            throw new TriviumException(ErrorCode.NotFound, $"There is no document '{DocumentId}'.");

        // Asked for before, by somebody else or by an attempt whose answer was lost.
        if (head.Pending is { Kind: AcceptedKind.Delete } pending)
            return new(IngestionIds.IngestionOf(pending.InstanceId), true, false);

        Precondition.Check(DocumentId, head);
        if (head.Pending is { Generation: null, Source.SourceId: { } superseded })
            state.Put(SourceMarker.OfSuperseded(state.Tenant, DocumentId, superseded, state.Now));

        long accepted = Math.Max(head.Accepted, state.Control.AcceptedFloor) + 1;
        string instanceId = IngestionIds.Ingestion(state.Tenant, DocumentId, accepted);
        state.Put(head with
        {
            Accepted = accepted,
            Pending = new() { Kind = AcceptedKind.Delete, InstanceId = instanceId, AcceptedAt = state.Now },
        });
        return new(instanceId, false, false);
    }
}
