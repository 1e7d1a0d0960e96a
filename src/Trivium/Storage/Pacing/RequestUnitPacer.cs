namespace Trivium.Storage.Pacing;

/// <summary>
/// Lets the requests of ingestions through so that in no second more is charged than the budget allows, and fewer of them
/// while the store refuses some. Users' requests do not pass here.
/// <para>
/// A window that slides, not a bucket: a full bucket and what flows in meanwhile are two budgets in one second. What a
/// request takes counts from when it is sent until a second after its answer, because the store may have charged it at any
/// time between; one that costs more than the budget goes alone, and counts for as many seconds as it is budgets.
/// </para>
/// </summary>
internal sealed class RequestUnitPacer(TriviumOptions options, TimeProvider time) : IDisposable
{
    private const double WindowSeconds = 1;

    /// <summary>
    /// 95 %: the SDK does not tell what it was charged for the plan of a query (1 RU), and items that grow with every
    /// change cost a little more than was learned from the one before.
    /// </summary>
    private const double BudgetShare = 0.95;

    private readonly Lock _gate = new();
    private readonly RequestChargeEstimates _estimates = new();
    private readonly ThrottledRate _throttled = new(time);
    private readonly PriorityQueue<double, DateTimeOffset> _spent = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private double _spentSum;
    private double _runningSum;
    private int _running;
    private ITimer? _timer;

    /// <summary>No single request should be expected to be charged more; null: there is no budget.</summary>
    public double? RequestUnitsMax => options.RequestUnitsPerSecond;

    /// <summary>What a request is expected to be charged.</summary>
    public double EstimateOf(RequestShape shape) => _estimates.Of(shape);

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="shape">What it is.</param>
    /// <param name="isUrgent">It goes before all that wait: something runs out that only it can keep.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<PacedRequest> EnterAsync(
        RequestShape shape, bool isUrgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiting waiting;
        lock (_gate)
        {
            waiting = new(new(this, shape, _estimates.Of(shape)));
            if (isUrgent) _waiting.AddFirst(waiting);
            else _waiting.AddLast(waiting);
            Grant();
        }

        await using (cancellationToken.Register(() => GiveUp(waiting, cancellationToken)))
        {
            await waiting.Granted.Task;
        }

        return waiting.Request;
    }

    /// <summary>The store refused a request with 429.</summary>
    public void Refused(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            Expire(time.GetUtcNow());
            _throttled.Refused(retryAfter, _spentSum + _runningSum);
            Grant();
        }
    }

    public void Dispose()
    {
        lock (_gate) _timer?.Dispose();
    }

    /// <summary>A request was answered, or will not be.</summary>
    internal void Leave(RequestShape shape, double estimate, double? charge)
    {
        if (charge is { } known) _estimates.Learn(shape, known);
        lock (_gate)
        {
            double units = charge ?? estimate;
            double limit = Limit();
            double seconds = units > limit ? units / limit * WindowSeconds : WindowSeconds;
            _runningSum = --_running == 0 ? 0 : _runningSum - estimate;
            _spentSum += units;
            _spent.Enqueue(units, time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
            Grant();
        }
    }

    private double Limit() =>
        Math.Min(options.RequestUnitsPerSecond * BudgetShare ?? double.PositiveInfinity, _throttled.Current());

    private void Grant()
    {
        DateTimeOffset now = time.GetUtcNow();
        Expire(now);
        double limit = Limit();
        while (_waiting.First is { } first && now >= _throttled.PausedUntil)
        {
            double taken = _spentSum + _runningSum;
            PacedRequest request = first.Value.Request;
            bool isFree = _spent.Count == 0 && _running == 0;
            if (!isFree && taken + request.Estimate > limit) break;

            _waiting.RemoveFirst();
            _runningSum += request.Estimate;
            _running++;
            first.Value.Granted.TrySetResult();
        }

        if (_waiting.Count > 0) WakeAfter(now);
    }

    /// <summary>Looks again when the first of what was spent no longer counts, or a pause ends.</summary>
    private void WakeAfter(DateTimeOffset now)
    {
        DateTimeOffset? next = _spent.TryPeek(out _, out DateTimeOffset expiry) ? expiry : null;
        if (_throttled.PausedUntil > now) next = _throttled.PausedUntil;
        if (next is not { } at) return;

        // A timer may fire a little early: a millisecond more, rather than once more.
        TimeSpan wait = at - now + TimeSpan.FromMilliseconds(1);
        _timer ??= time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        lock (_gate) Grant();
    }

    private void Expire(DateTimeOffset now)
    {
        while (_spent.TryPeek(out double units, out DateTimeOffset until) && until <= now)
        {
            _spent.Dequeue();
            _spentSum -= units;
        }

        // Sums of many fractions drift.
        if (_spent.Count == 0) _spentSum = 0;
    }

    private void GiveUp(Waiting waiting, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.Remove(waiting))
            {
                waiting.Granted.TrySetCanceled(cancellationToken);
                Grant();
            }
        }
    }

    private sealed class Waiting(PacedRequest request)
    {
        public PacedRequest Request => request;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
