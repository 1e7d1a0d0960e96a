namespace Trivium.Visibility.Operations;

/// <summary>
/// Gives a failed request up but keeps what it wrote, hidden, for a retry. For everybody else it is as after an
/// <see cref="Abandon"/>: the document stays as it was, and new requests are accepted.
/// </summary>
/// <param name="DocumentId">The document.</param>
/// <param name="InstanceId">The run that failed.</param>
/// <param name="Generation">The generation it wrote.</param>
internal sealed record Keep(string DocumentId, string InstanceId, long Generation) : CatalogOperation<bool>
{
    public override IEnumerable<string> Reads => [HeadItem.IdOf(DocumentId), GenerationItem.IdOf(Generation)];

    /// <summary>
    /// False when there is nothing to keep, or no room: a newer request was accepted, or too many generations are
    /// hidden.
    /// </summary>
    public override bool Apply(CatalogState state)
    {
        HeadItem? head = state.Head(DocumentId);
        GenerationItem? written = state.Generation(Generation);
        if (written?.InstanceId != InstanceId) return false;
        if (written.State == GenerationState.Kept) return true;

        bool ours = head?.Pending?.InstanceId == InstanceId && head.Pending.Generation == Generation;
        bool room = state.Control.Hidden.Count < VisibilityLimits.HiddenGenerationsKeepMax;
        if (!ours || !room || written.State != GenerationState.Writing) return false;

        state.Put(head! with { Pending = null, Deleted = head.Current is null });
        state.Put(written with
        {
            State = GenerationState.Kept,
            StateAt = state.Now,
            Source = null,
            Kept = head.Pending,
        });
        return true;
    }
}
