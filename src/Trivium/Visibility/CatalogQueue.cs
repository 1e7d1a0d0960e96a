namespace Trivium.Visibility;

/// <summary>The operations of one tenant that wait; at most one pump at a time takes from it.</summary>
internal sealed class CatalogQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingOperation> _waiting = new();
    private bool _pumped;

    /// <summary>Adds an operation; true when the caller must start the pump.</summary>
    public bool Enqueue(PendingOperation operation)
    {
        lock (_gate)
        {
            _waiting.Enqueue(operation);
            if (_pumped) return false;

            _pumped = true;
            return true;
        }
    }

    /// <summary>Takes the next operations; false when there are none, which ends the pump.</summary>
    public bool TryTake(int count, out IReadOnlyList<PendingOperation> group)
    {
        var taken = new List<PendingOperation>(count);
        lock (_gate)
        {
            while (taken.Count < count && _waiting.TryDequeue(out PendingOperation? operation))
            {
                if (!operation.IsAbandoned) taken.Add(operation);
            }

            if (taken.Count == 0) _pumped = false;
        }

        group = taken;
        return taken.Count > 0;
    }
}
