using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>What a turn came to: how the execution stands and what to store.</summary>
/// <param name="Status">Running, Suspended, Completed or Failed; Running also after continue-as-new.</param>
/// <param name="Commands">What the orchestrator asked for in this turn, in order.</param>
/// <param name="Closing">The execution's last event, or null while it goes on.</param>
internal sealed record TurnOutcome(
    OrchestrationRuntimeStatus Status, IReadOnlyList<CommandEvent> Commands, ClosingEvent? Closing)
{
    /// <summary>The next execution's input and events, when the orchestrator continues as new.</summary>
    public Continuation? ContinueAsNew { get; init; }

    /// <summary>The execution has failed; what the orchestrator asked for before it threw is still done.</summary>
    public static TurnOutcome Failed(Exception exception, IReadOnlyList<CommandEvent>? commands = null) =>
        new(OrchestrationRuntimeStatus.Failed, commands ?? [], new ExecutionFailed(Failures.From(exception)));
}

/// <summary>A custom status that was set, if only to nothing.</summary>
/// <param name="Json">The status as JSON, or null.</param>
internal sealed record CustomStatus(string? Json);

/// <summary>What the next execution of an instance starts with.</summary>
/// <param name="Input">Its input as JSON, or null.</param>
/// <param name="Events">The events that came in and were not waited for.</param>
internal sealed record Continuation(string? Input, IReadOnlyList<EventRaised> Events);
