namespace Trivium.Visibility.Operations;

/// <summary>
/// Removes the head of a document of which no generation is left (the caller has looked). The floor keeps the next
/// document of that id from using an instance id again.
/// </summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Accepted">The head's number when the caller looked: a newer one may have generations.</param>
internal sealed record RemoveTombstone(string DocumentId, long Accepted) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId)];

    public override bool Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        if (head is not { Deleted: true, Pending: null, Current: null } || head.Accepted != Accepted) return false;

        state.Put(state.Control with { AcceptedFloor = Math.Max(state.Control.AcceptedFloor, head.Accepted) });
        state.Remove(head.Id);
        return true;
    }
}
