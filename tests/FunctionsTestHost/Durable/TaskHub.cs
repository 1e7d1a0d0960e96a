using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// The task hub of the host's durable extension, in memory: instances, their histories, and what is on its way to
/// them. It outlives workers; a turn or an activity whose worker is lost is run again by the next one.
/// </summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HubInstance> _instances = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly OrchestratorTurns _turns;
    private TaskCompletionSource _changed = NewSource();

    public TaskHub(ConnectedWorker worker) => _turns = new OrchestratorTurns(this, worker, _stop.Token);

    /// <summary>Starts an instance; false: there is one that may not be replaced.</summary>
    public bool TryStart(ExecutionStartedEvent started, OrchestrationIdReusePolicy? reuse)
    {
        lock (_gate)
        {
            if (_instances.TryGetValue(started.OrchestrationInstance.InstanceId, out var existing)
                && !(reuse?.ReplaceableStatus.Contains(existing.Status) ?? existing.IsCompleted))
                return false;
            started.OrchestrationInstance.ExecutionId = Guid.NewGuid().ToString("N");
            var now = TimeProvider.System.GetUtcNow();
            var instance = new HubInstance(Event(history => history.ExecutionStarted = started), now);
            _instances[instance.Id] = instance;
            Wake(instance);
            return true;
        }
    }

    /// <summary>Tells an instance something; what has ended or never was hears nothing.</summary>
    public void Tell(string instanceId, Action<HistoryEvent> what, string? executionId = null)
    {
        lock (_gate)
        {
            if (!_instances.TryGetValue(instanceId, out var instance) || instance.IsCompleted
                || (executionId is not null && executionId != instance.ExecutionId))
                return;
            instance.Inbox.Add(Event(what));
            Wake(instance);
        }
    }

    /// <summary>Terminates an instance, and where it is wanted those it started.</summary>
    public void Terminate(string instanceId, string? output, bool recursive)
    {
        string[] children;
        lock (_gate)
            children = recursive && _instances.TryGetValue(instanceId, out var parent) ? [.. parent.Children] : [];
        Tell(instanceId, history => history.ExecutionTerminated = new() { Input = output, Recurse = recursive });
        foreach (var child in children)
            Terminate(child, output, recursive);
    }

    /// <summary>True when there was one.</summary>
    public bool Purge(string instanceId)
    {
        lock (_gate)
            return _instances.Remove(instanceId);
    }

    /// <summary>An instance as the durable client is told of it; null: there is none.</summary>
    public OrchestrationState? Find(string instanceId, bool withInputsAndOutputs)
    {
        lock (_gate)
            return _instances.GetValueOrDefault(instanceId)?.State(withInputsAndOutputs);
    }

    public IReadOnlyList<OrchestrationState> List(Func<OrchestrationState, bool> isWanted, bool withInputsAndOutputs)
    {
        lock (_gate)
        {
            return [.. _instances.Values
                .Select(instance => instance.State(withInputsAndOutputs))
                .Where(isWanted)
                .OrderBy(state => state.CreatedTimestamp)
                .ThenBy(state => state.InstanceId, StringComparer.Ordinal)];
        }
    }

    /// <summary>Waits until an instance is as wanted; null: there is none.</summary>
    public async Task<OrchestrationState?> UntilAsync(
        string instanceId,
        Func<OrchestrationStatus, bool> isWanted,
        bool withInputsAndOutputs,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                if (Find(instanceId, withInputsAndOutputs) is not { } state || isWanted(state.OrchestrationStatus))
                    return Find(instanceId, withInputsAndOutputs);
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _turns.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>What the orchestrator is shown next; null when there is nothing, and the turns of it pause.</summary>
    internal OrchestratorRequest? Begin(HubInstance instance)
    {
        lock (_gate)
        {
            if (instance.Inbox.Count == 0 || instance.IsCompleted || _instances.GetValueOrDefault(instance.Id) != instance)
            {
                instance.IsRunning = false;
                return null;
            }

            return new OrchestratorRequest
            {
                InstanceId = instance.Id,
                ExecutionId = instance.ExecutionId,
                PastEvents = { instance.History },
                NewEvents = { Event(history => history.OrchestratorStarted = new()), instance.Inbox },
            };
        }
    }

    /// <summary>Keeps what a turn decided. What came during the turn stays in the inbox.</summary>
    /// <returns>The events that tell what has to be done now.</returns>
    internal IReadOnlyList<HistoryEvent> Commit(
        HubInstance instance, OrchestratorRequest request, OrchestratorResponse response)
    {
        lock (_gate)
        {
            instance.Inbox.RemoveRange(0, request.NewEvents.Count - 1);
            instance.History.AddRange(request.NewEvents);
            instance.CustomStatus = response.CustomStatus;
            instance.UpdatedAt = TimeProvider.System.GetUtcNow();
            instance.Status = StatusAfter(instance.Status, request.NewEvents);
            var decided = response.Actions.Select(HubActions.ToEvent).OfType<HistoryEvent>().ToList();
            instance.History.AddRange(decided);
            instance.Children.AddRange(decided
                .Select(history => history.SubOrchestrationInstanceCreated?.InstanceId).OfType<string>());
            if (response.Actions.Select(action => action.CompleteOrchestration).SingleOrDefault(end => end is not null)
                is { } completed)
                HubActions.Complete(instance, completed);
            Changed();
            return decided;
        }
    }

    internal static HistoryEvent Event(Action<HistoryEvent> what)
    {
        var history = new HistoryEvent
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        };
        what(history);
        return history;
    }

    private static OrchestrationStatus StatusAfter(OrchestrationStatus before, IEnumerable<HistoryEvent> events)
    {
        var status = before == OrchestrationStatus.Pending ? OrchestrationStatus.Running : before;
        foreach (var history in events)
        {
            status = history.EventTypeCase switch
            {
                HistoryEvent.EventTypeOneofCase.ExecutionSuspended => OrchestrationStatus.Suspended,
                HistoryEvent.EventTypeOneofCase.ExecutionResumed => OrchestrationStatus.Running,
                _ => status,
            };
        }

        return status;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake(HubInstance instance)
    {
        Changed();
        if (instance.IsRunning)
            return;
        instance.IsRunning = true;
        _turns.Run(instance);
    }

    private void Changed()
    {
        _changed.TrySetResult();
        _changed = NewSource();
    }
}
