using System.Collections.Immutable;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>A transaction of the in-memory store: a snapshot, and what it is changed to.</summary>
internal sealed class InMemoryTransaction(InMemorySnapshot snapshot) : IStoreTransaction
{
    public InMemorySnapshot Snapshot { get; private set; } = snapshot;

    public InstanceRecord? Find(string instanceId) => State(instanceId)?.Record;

    public IReadOnlyList<string> History(string instanceId) => State(instanceId)?.History ?? [];

    public string? FirstEvent(string instanceId) => State(instanceId)?.History is [var first, ..] ? first : null;

    public IReadOnlyList<InboxMessage> Messages(string instanceId) =>
        State(instanceId) is { } state ? [.. state.Inbox.Values] : [];

    public ActivityTask? FindActivity(TaskKey key) => State(key.InstanceId)?.Activities.GetValueOrDefault(key);

    public IReadOnlyList<TaskKey> Activities() =>
        [.. Snapshot.Instances.Values.SelectMany(state => state.Activities.Keys.OrderBy(key => key.Sequence))];

    public IReadOnlyList<DurableTimer> Timers() =>
        [.. Snapshot.Instances.Values.SelectMany(state => state.Timers.Values)];

    public IReadOnlyList<string> Ready() =>
    [
        .. Snapshot.Instances.Values
            .Where(state => !state.Record.HasEnded && (state.Record.NeedsFirstTurn || !state.Inbox.IsEmpty))
            .Select(state => state.Record.InstanceId),
    ];

    public IReadOnlyList<InstanceRecord> Query(
        OrchestrationQuery query, (DateTimeOffset CreatedAt, string InstanceId)? after) =>
    [
        .. Snapshot.Instances.Values.Select(state => state.Record)
            .Where(record => Matches(query, record))
            .OrderBy(record => record.CreatedAt).ThenBy(record => record.InstanceId, StringComparer.Ordinal)
            .SkipWhile(record => after is { } last && Compare(record, last) <= 0)
            .Take(query.PageSize + 1),
    ];

    public void Insert(InstanceRecord instance) => Set(new InstanceState(instance));

    public void Update(InstanceRecord instance) =>
        Change(instance.InstanceId, state => state with { Record = instance });

    public void Delete(string instanceId) =>
        Snapshot = Snapshot with { Instances = Snapshot.Instances.Remove(instanceId) };

    public void AppendHistory(string instanceId, int position, IReadOnlyList<string> events) =>
        Change(instanceId, state =>
        state.History.Count == position
            ? state with { History = state.History.AddRange(events) }
            : throw new InvalidOperationException(
                $"The history of '{instanceId}' has {state.History.Count} events; {position} is not its end."));

    public void ClearHistory(string instanceId) => Change(instanceId, state => state with { History = [] });

    public InboxMessage AddMessage(string instanceId, string? executionId, string eventJson)
    {
        var message = new InboxMessage(Snapshot.LastMessageId + 1, executionId, eventJson);
        Snapshot = Snapshot with { LastMessageId = message.Id };
        Change(instanceId, state => state with { Inbox = state.Inbox.Add(message.Id, message) });
        return message;
    }

    public void RemoveMessages(string instanceId, IReadOnlyList<long> ids) =>
        Change(instanceId, state => state with { Inbox = state.Inbox.RemoveRange(ids) });

    public void ClearMessages(string instanceId) =>
        Change(instanceId, state => state with { Inbox = state.Inbox.Clear() });

    public void AddActivity(ActivityTask activity) =>
        Change(activity.Key.InstanceId, state =>
            state with { Activities = state.Activities.Add(activity.Key, activity) });

    public bool RemoveActivity(TaskKey key)
    {
        if (FindActivity(key) is null) return false;
        Change(key.InstanceId, state => state with { Activities = state.Activities.Remove(key) });
        return true;
    }

    public void ClearActivities(string instanceId) =>
        Change(instanceId, state => state with { Activities = state.Activities.Clear() });

    public void AddTimer(DurableTimer timer) =>
        Change(timer.Key.InstanceId, state => state with { Timers = state.Timers.Add(timer.Key, timer) });

    public bool RemoveTimer(TaskKey key)
    {
        if (State(key.InstanceId)?.Timers.ContainsKey(key) is not true) return false;
        Change(key.InstanceId, state => state with { Timers = state.Timers.Remove(key) });
        return true;
    }

    public void ClearTimers(string instanceId) =>
        Change(instanceId, state => state with { Timers = state.Timers.Clear() });

    private static bool Matches(OrchestrationQuery query, InstanceRecord record) =>
        (query.CreatedFrom is not { } from || record.CreatedAt >= from)
        && (query.CreatedTo is not { } to || record.CreatedAt <= to)
        && (query.Statuses is not { Count: > 0 } statuses || statuses.Contains(record.Status))
        && (query.InstanceIdPrefix is not { } prefix || record.InstanceId.StartsWith(prefix, StringComparison.Ordinal));

    private static int Compare(InstanceRecord record, (DateTimeOffset CreatedAt, string InstanceId) last)
    {
        int byTime = record.CreatedAt.CompareTo(last.CreatedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(record.InstanceId, last.InstanceId);
    }

    private InstanceState? State(string instanceId) => Snapshot.Instances.GetValueOrDefault(instanceId);

    private void Set(InstanceState state) =>
        Snapshot = Snapshot with { Instances = Snapshot.Instances.SetItem(state.Record.InstanceId, state) };

    private void Change(string instanceId, Func<InstanceState, InstanceState> change)
    {
        if (State(instanceId) is { } state) Set(change(state));
    }
}
