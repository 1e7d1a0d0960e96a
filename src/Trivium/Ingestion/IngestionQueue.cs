namespace Trivium.Ingestion;

/// <summary>
/// The accepted writes that this process is to start: some of each tenant run at a time, and the places that become free
/// go to the waiting tenants in turn, because engines run activities in the order they come. It is a memory aid only:
/// what it forgets the sweep finds in the catalog.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class IngestionQueue(TimeProvider time)
{
    /// <summary>16 of a tenant: enough to keep eight activities busy and its catalog changes in groups.</summary>
    public const int TenantRunningMax = 16;

    /// <summary>256 of all tenants: what comes next waits behind some dozens of short activities at most.</summary>
    private const int RunningMax = 256;

    /// <summary>100,000 requests: some 30 MB. The sweep brings what is beyond.</summary>
    private const int WaitingMax = 100_000;

    /// <summary>10 s: a run that takes longer may have ended in another process, or been ended, unnoticed here.</summary>
    private static readonly TimeSpan _doubtfulAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>The tenants that wait, the one whose turn is next first.</summary>
    private readonly LinkedList<Line> _order = new();

    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>True where a request waits here.</summary>
    public bool IsWaiting(string instanceId)
    {
        lock (_gate) return _waiting.Contains(instanceId);
    }

    /// <summary>Adds a request behind those of its tenant; one that is held already, or too many, is left out.</summary>
    public void Add(IngestRequest request)
    {
        lock (_gate)
        {
            if (_running.ContainsKey(request.InstanceId) || _waiting.Count >= WaitingMax) return;
            if (!_waiting.Add(request.InstanceId)) return;

            if (!_lines.TryGetValue(request.Tenant, out Line? line)) _lines.Add(request.Tenant, line = new(request.Tenant));
            if (line.Waiting.Count == 0) _order.AddLast(line);
            line.Waiting.Enqueue(request);
        }
    }

    /// <summary>Takes the next request to be started; null when none waits or there is no place.</summary>
    public IngestRequest? Take()
    {
        lock (_gate)
        {
            while (_running.Count < RunningMax
                && _order.FirstOrDefault(line => line.Running < TenantRunningMax) is { } next)
            {
                IngestRequest request = next.Waiting.Dequeue();
                _order.Remove(next);
                if (next.Waiting.Count > 0) _order.AddLast(next);

                if (!_waiting.Remove(request.InstanceId))
                {
                    // It was ended while it waited.
                    Forget(next);
                    continue;
                }

                next.Running++;
                _running.Add(request.InstanceId, new(next, time.GetUtcNow()));
                return request;
            }

            return null;
        }
    }

    /// <summary>Gives the place of a run back, or has one that waits forgotten; one that does neither is as good.</summary>
    public void End(string instanceId)
    {
        lock (_gate)
        {
            _waiting.Remove(instanceId);
            if (!_running.Remove(instanceId, out Running? running)) return;

            running.Line.Running--;
            Forget(running.Line);
        }
    }

    /// <summary>While somebody waits: the runs that should be asked after, each once in a while.</summary>
    public IReadOnlyList<string> TakeDoubtful()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return [];

            DateTimeOffset now = time.GetUtcNow();
            KeyValuePair<string, Running>[] doubtful =
                [.. _running.Where(running => now - running.Value.SeenAt >= _doubtfulAfter)];
            foreach ((_, Running running) in doubtful) running.SeenAt = now;
            return [.. doubtful.Select(running => running.Key)];
        }
    }

    private void Forget(Line line)
    {
        if (line.Running == 0 && line.Waiting.Count == 0) _lines.Remove(line.Tenant);
    }

    private sealed class Line(string tenant)
    {
        public string Tenant => tenant;

        public Queue<IngestRequest> Waiting { get; } = new();

        public int Running { get; set; }
    }

    private sealed class Running(Line line, DateTimeOffset seenAt)
    {
        public Line Line => line;

        public DateTimeOffset SeenAt { get; set; } = seenAt;
    }
}
