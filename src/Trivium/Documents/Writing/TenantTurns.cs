namespace Trivium.Documents.Writing;

/// <summary>
/// Bounds how much is done at a time, and gives the places that become free to the waiting tenants in turn: one who
/// queues a thousand things delays another's single one by one turn each, not by a thousand.
/// </summary>
/// <param name="placesMax">What is done at a time, of all tenants together.</param>
/// <param name="tenantPlacesMax">What is done at a time of one tenant, even if nobody else waits.</param>
internal sealed class TenantTurns(int placesMax, int tenantPlacesMax)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>The tenants who wait, the one whose turn is next first.</summary>
    private readonly LinkedList<Line> _order = new();

    private int _taken;

    /// <summary>Waits for a place; disposing what is returned gives it back.</summary>
    /// <exception cref="OperationCanceledException">Given up before there was a place; none is held.</exception>
    public async Task<IDisposable> EnterAsync(string tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var place = new Place(this, tenant);
        lock (_lock)
        {
            if (!_lines.TryGetValue(tenant, out Line? line)) _lines.Add(tenant, line = new(tenant));
            if (line.Waiting.Count == 0) _order.AddLast(line);
            line.Waiting.AddLast(place);
            Grant();
        }

        await using (cancellationToken.Register(() => GiveUp(place, cancellationToken)))
        {
            await place.Granted.Task;
        }

        return place;
    }

    private void Grant()
    {
        while (_taken < placesMax && _order.FirstOrDefault(line => line.Held < tenantPlacesMax) is { } next)
        {
            Place place = next.Waiting.First!.Value;
            next.Waiting.RemoveFirst();
            _order.Remove(next);
            if (next.Waiting.Count > 0) _order.AddLast(next);
            next.Held++;
            _taken++;
            place.Granted.SetResult();
        }
    }

    private void GiveUp(Place place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Granted a moment ago: whoever waited has it, and gives it back.
            if (!_lines.TryGetValue(place.Tenant, out Line? line) || !line.Waiting.Remove(place)) return;

            if (line.Waiting.Count == 0) _order.Remove(line);
            Forget(line);
            place.Granted.SetCanceled(cancellationToken);
        }
    }

    private void Leave(string tenant)
    {
        lock (_lock)
        {
            Line line = _lines[tenant];
            line.Held--;
            _taken--;
            Forget(line);
            Grant();
        }
    }

    private void Forget(Line line)
    {
        if (line.Held == 0 && line.Waiting.Count == 0) _lines.Remove(line.Tenant);
    }

    private sealed class Line(string tenant)
    {
        public string Tenant => tenant;

        public LinkedList<Place> Waiting { get; } = new();

        public int Held { get; set; }
    }

    private sealed class Place(TenantTurns turns, string tenant) : IDisposable
    {
        private int _left;

        public string Tenant => tenant;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) turns.Leave(tenant);
        }
    }
}
