using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>What can be read from a store, at one moment.</summary>
internal interface IStoreReader
{
    /// <summary>The instance's state, or null.</summary>
    InstanceRecord? Find(string instanceId);

    /// <summary>The history of the current execution as JSON events, in order.</summary>
    IReadOnlyList<string> History(string instanceId);

    /// <summary>The first event of the history, or null.</summary>
    string? FirstEvent(string instanceId);

    /// <summary>The messages of the inbox, in order.</summary>
    IReadOnlyList<InboxMessage> Messages(string instanceId);

    /// <summary>The activity that is to run, or null when it has ended or was dropped.</summary>
    ActivityTask? FindActivity(TaskKey key);

    /// <summary>Every activity that is to run, in the order of its scheduling.</summary>
    IReadOnlyList<TaskKey> Activities();

    /// <summary>Every timer that is to fire.</summary>
    IReadOnlyList<DurableTimer> Timers();

    /// <summary>Every instance with a first turn or messages to process.</summary>
    IReadOnlyList<string> Ready();

    /// <summary>
    /// Instances by creation time and id, after <paramref name="after"/>; at most <see
    /// cref="OrchestrationQuery.PageSize"/> + 1,
    /// so that the caller sees whether there are more.
    /// </summary>
    IReadOnlyList<InstanceRecord> Query(OrchestrationQuery query, (DateTimeOffset CreatedAt, string InstanceId)? after);
}
