using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>An engine from its start to its stop.</summary>
internal sealed partial class EngineRun
{
    /// <summary>
    /// Turns at once. They mostly wait for the disk; the more there are, the more share a transaction.
    /// </summary>
    private const int TurnConcurrency = 64;

    /// <summary>After the grace period a cancelled activity has this long to notice; then it is left behind.</summary>
    private static readonly TimeSpan NoticeTime = TimeSpan.FromSeconds(5);

    private readonly OrchestrationStore _store;
    private readonly EmbeddedOrchestrationOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CommitWriter _writer;
    private readonly InstanceTable _table;
    private readonly InstanceWaiters _waiters = new();
    private readonly TimerQueue _timers;
    private readonly ActivityWorker _activities;
    private readonly TurnWorker _turns;
    private readonly Persistence _persistence;
    private Task _writing = Task.CompletedTask;
    private Task _turning = Task.CompletedTask;
    private Task _acting = Task.CompletedTask;

    public EngineRun(
        DurableCatalog catalog,
        IServiceProvider services,
        OrchestrationStore store,
        TimeProvider timeProvider,
        EmbeddedOrchestrationOptions options,
        ILoggerFactory loggerFactory)
    {
        _store = store;
        _options = options;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<EngineRun>();
        _table = new(options.IdleInstancesMax);
        _writer = new(store, _table.Publish, loggerFactory.CreateLogger<CommitWriter>());
        _persistence = new(_writer, timeProvider, _stopping.Token);
        _activities = new(catalog, services, store, _persistence, loggerFactory.CreateLogger<ActivityWorker>());
        _timers = new(timeProvider, OnDue);
        var effects = new TurnEffects(_activities, _timers, _waiters);
        _turns = new(catalog, store, _writer, _table, effects, timeProvider, loggerFactory, _stopping.Token);
        Parts = new(catalog, store, _writer, _waiters, timeProvider);
    }

    public EngineParts Parts { get; }

    /// <summary>Opens the store and takes up what is unfinished in it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.OpenAsync(cancellationToken);
        (IReadOnlyList<string> ready, IReadOnlyList<TaskKey> activities, IReadOnlyList<DurableTimer> timers) =
            await _store.ReadAsync(reader => (reader.Ready(), reader.Activities(), reader.Timers()));
        _writing = Task.Run(_writer.RunAsync, CancellationToken.None);
        foreach (TaskKey activity in activities) _activities.Enqueue(activity);
        foreach (string instance in ready) _table.Wake(instance);
        foreach (DurableTimer timer in timers) _timers.Arm(timer);
        _turning = Workers(TurnConcurrency, _turns.RunAsync);
        _acting = Workers(_options.ActivityConcurrencyMax, _activities.RunAsync);
        LogStarted(ready.Count, activities.Count, timers.Count);
    }

    /// <summary>Stops: no new work, a grace period for running activities, then their cancellation.</summary>
    public async Task StopAsync(CancellationToken now)
    {
        _table.Complete();
        _activities.Complete();
        _timers.Dispose();
        await WaitAsync(_acting, _options.ShutdownGracePeriod, now);
        await _stopping.CancelAsync();
        _activities.Cancel();
        if (!await WaitAsync(_acting, NoticeTime, CancellationToken.None)) LogLeftBehind();
        if (!await WaitAsync(_turning, NoticeTime, CancellationToken.None)) LogBlocked();
        _waiters.Stop();
        _writer.Complete();
        await _writing;
        await _store.DisposeAsync();
        LogStopped();
    }

    private static Task Workers(int count, Func<Task> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(work)));

    private async Task<bool> WaitAsync(Task work, TimeSpan time, CancellationToken now)
    {
        try
        {
            await work.WaitAsync(time, _timeProvider, now);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private void OnDue(DurableTimer timer)
    {
        if (timer.Key.Sequence == TurnEffects.WakeSequence) _table.Wake(timer.Key.InstanceId);
        else _ = FireAsync(timer);
    }

    private async Task FireAsync(DurableTimer timer)
    {
        try
        {
            await _persistence.RetryAsync(() => _persistence.CommitAsync(new TimerFiredCommit(timer)));
        }
        catch (Exception exception)
        {
            // Only when the engine stops: the timer is in the store and fires at the next start.
            LogNotFired(exception, timer.Key.Sequence, timer.Key.InstanceId);
        }
    }

    [LoggerMessage(1301, LogLevel.Information,
        "The orchestration engine has started: {Instances} instances, {Activities} activities and {Timers} "
        + "timers to go on with.")]
    private partial void LogStarted(int instances, int activities, int timers);

    [LoggerMessage(1302, LogLevel.Information, "The orchestration engine has stopped.")]
    private partial void LogStopped();

    [LoggerMessage(1303, LogLevel.Warning,
        "Activities that do not heed their cancellation were left behind; they run again at the next start.")]
    private partial void LogLeftBehind();

    [LoggerMessage(1305, LogLevel.Error,
        "An orchestrator blocks its turn (a lock, .Result, an endless loop); the engine stops without it.")]
    private partial void LogBlocked();

    [LoggerMessage(1304, LogLevel.Warning,
        "Timer #{Sequence} of instance {InstanceId} was due as the engine stopped; it fires at the next "
        + "start.")]
    private partial void LogNotFired(Exception exception, int sequence, string instanceId);
}
