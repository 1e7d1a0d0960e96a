namespace Trivium.Durable.Embedded;

/// <summary>Changes to a store; all of a transaction's or none.</summary>
internal interface IStoreTransaction : IStoreReader
{
    /// <summary>Adds an instance; there is none of that id.</summary>
    void Insert(InstanceRecord instance);

    /// <summary>Replaces the state of an instance.</summary>
    void Update(InstanceRecord instance);

    /// <summary>Deletes an instance with its history, inbox, activities and timers.</summary>
    void Delete(string instanceId);

    /// <summary>Appends to the history; <paramref name="position"/> is its length so far.</summary>
    void AppendHistory(string instanceId, int position, IReadOnlyList<string> events);

    /// <summary>Empties the history.</summary>
    void ClearHistory(string instanceId);

    /// <summary>Puts a message in the inbox.</summary>
    InboxMessage AddMessage(string instanceId, string? executionId, string eventJson);

    /// <summary>Takes messages out of the inbox.</summary>
    void RemoveMessages(string instanceId, IReadOnlyList<long> ids);

    /// <summary>Empties the inbox.</summary>
    void ClearMessages(string instanceId);

    /// <summary>Adds an activity that is to run.</summary>
    void AddActivity(ActivityTask activity);

    /// <summary>Removes an activity; false when it is not there (any more).</summary>
    bool RemoveActivity(TaskKey key);

    /// <summary>Removes every activity of an instance.</summary>
    void ClearActivities(string instanceId);

    /// <summary>Adds a timer.</summary>
    void AddTimer(DurableTimer timer);

    /// <summary>Removes a timer; false when it is not there (any more).</summary>
    bool RemoveTimer(TaskKey key);

    /// <summary>Removes every timer of an instance.</summary>
    void ClearTimers(string instanceId);
}
