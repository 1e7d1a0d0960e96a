using System.Text.Json.Serialization;

namespace Trivium.Durable.Embedded;

/// <summary>Something that has happened to an orchestration instance; histories are lists of these.</summary>
/// <remarks>The discriminators are a durable format: they are added to, never renamed.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(TurnStarted), "turnStarted")]
[JsonDerivedType(typeof(ActivityScheduled), "activityScheduled")]
[JsonDerivedType(typeof(ActivityCompleted), "activityCompleted")]
[JsonDerivedType(typeof(ActivityFailed), "activityFailed")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(TimerCancelled), "timerCancelled")]
[JsonDerivedType(typeof(ChildStarted), "childStarted")]
[JsonDerivedType(typeof(ChildCompleted), "childCompleted")]
[JsonDerivedType(typeof(ChildFailed), "childFailed")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(ExecutionSuspended), "executionSuspended")]
[JsonDerivedType(typeof(ExecutionResumed), "executionResumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "executionTerminated")]
[JsonDerivedType(typeof(ExecutionCompleted), "executionCompleted")]
[JsonDerivedType(typeof(ExecutionFailed), "executionFailed")]
internal abstract record HistoryEvent
{
    /// <summary>The version of the format this event was written in.</summary>
    [JsonPropertyName("v")]
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = HistoryJson.SchemaVersion;
}

/// <summary>An event that came from outside and wakes the orchestrator.</summary>
internal abstract record IncomingEvent : HistoryEvent;

/// <summary>An event that records what the orchestrator asked for.</summary>
/// <param name="Sequence">The number of the command in its execution, from 0.</param>
internal abstract record CommandEvent(int Sequence) : HistoryEvent;

/// <summary>The last event of an execution.</summary>
internal abstract record ClosingEvent : HistoryEvent;
