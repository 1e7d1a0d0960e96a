namespace Trivium.Durable.Embedded;

/// <summary>
/// External events of one execution: those that came before anyone waited, and those who wait, each in order.
/// Names are compared without regard to case, as Durable Functions does.
/// </summary>
internal sealed class EventInbox
{
    private readonly List<EventRaised> _unprocessed = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>How many wait.</summary>
    public int WaiterCount => _waiters.Count;

    /// <summary>Events nobody has waited for yet, in their order.</summary>
    public IReadOnlyList<EventRaised> Unprocessed => _unprocessed;

    /// <summary>An event came in.</summary>
    public void Add(EventRaised raised)
    {
        int index = _waiters.FindIndex(waiter => SameName(waiter.EventName, raised.Name));
        if (index < 0)
        {
            _unprocessed.Add(raised);
            return;
        }

        Waiter first = _waiters[index];
        _waiters.RemoveAt(index);
        first.Deliver(raised.Payload);
    }

    /// <summary>The next event of that name, now or later.</summary>
    public Task<string?> Next(string eventName, CancellationToken token, Action<Action> onTurn)
    {
        int index = _unprocessed.FindIndex(raised => SameName(raised.Name, eventName));
        if (index >= 0)
        {
            EventRaised raised = _unprocessed[index];
            _unprocessed.RemoveAt(index);
            return Task.FromResult(raised.Payload);
        }

        if (token.IsCancellationRequested) return Task.FromCanceled<string?>(token);
        var waiter = new Waiter(eventName);
        _waiters.Add(waiter);
        waiter.CancelWith(token, () => onTurn(() =>
        {
            if (_waiters.Remove(waiter)) waiter.Cancel(token);
        }));
        return waiter.Task;
    }

    private static bool SameName(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private sealed class Waiter(string eventName)
    {
        private readonly TaskCompletionSource<string?> _source = new(
            TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _registration;

        public string EventName { get; } = eventName;

        public Task<string?> Task => _source.Task;

        public void CancelWith(CancellationToken token, Action onCancelled) =>
            _registration = token.Register(onCancelled, useSynchronizationContext: false);

        public void Deliver(string? payload)
        {
            _registration.Dispose();
            _source.SetResult(payload);
        }

        public void Cancel(CancellationToken token) => _source.SetCanceled(token);
    }
}
