namespace Trivium.Durable.Embedded;

/// <summary>
/// The one thread of an orchestrator: it runs what is queued, in order, and only during a turn. A continuation that
/// arrives from anywhere else is never run: it is the trace of a non-durable await, and is reported.
/// </summary>
/// <param name="onForeign">Called, on whatever thread, when something arrives from outside a turn.</param>
/// <param name="onUnhandled">Called when queued code throws where nobody awaits it (<c>async void</c>).</param>
internal sealed class OrchestrationScheduler(Action onForeign, Action<Exception> onUnhandled) : TaskScheduler
{
    private const int NoThread = 0;

    private readonly Queue<Task> _queue = new();
    private int _turnThreadId = NoThread;

    /// <summary>True on the turn's thread, while it lasts.</summary>
    public bool IsOnTurn => Volatile.Read(ref _turnThreadId) == Environment.CurrentManagedThreadId;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs <paramref name="turn"/> on this thread, as the orchestrator's.</summary>
    public void RunTurn(Action turn)
    {
        SynchronizationContext? outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new TurnContext(this));
        Volatile.Write(ref _turnThreadId, Environment.CurrentManagedThreadId);
        try
        {
            turn();
        }
        finally
        {
            Volatile.Write(ref _turnThreadId, NoThread);
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    /// <summary>Queues code for the next drain.</summary>
    public void Post(Action code)
    {
        if (!IsOnTurn)
        {
            onForeign();
            return;
        }

        // As a task of this scheduler, so that TaskScheduler.Current (ContinueWith, StartNew) stays here too.
        new Task(() => Run(code)).Start(this);
    }

    /// <summary>
    /// Runs everything queued, and what that queues, until <paramref name="stop"/> says so or nothing is left.
    /// </summary>
    public void Drain(Func<bool> stop)
    {
        while (!stop() && _queue.TryDequeue(out Task? next)) TryExecuteTask(next);
    }

    protected override void QueueTask(Task task)
    {
        if (IsOnTurn) _queue.Enqueue(task);
        else onForeign();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsOnTurn && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue.ToArray();

    private void Run(Action code)
    {
        try
        {
            code();
        }
        catch (Exception exception)
        {
            onUnhandled(exception);
        }
    }

    private sealed class TurnContext(OrchestrationScheduler scheduler) : SynchronizationContext
    {
        public override SynchronizationContext CreateCopy() => this;

        public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(() => d(state));

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (!scheduler.IsOnTurn)
                throw new NotSupportedException("An orchestrator cannot be called into from another thread.");
            d(state);
        }
    }
}
