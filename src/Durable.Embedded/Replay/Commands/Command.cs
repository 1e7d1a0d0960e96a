namespace Trivium.Durable.Embedded;

/// <summary>Where a command of an orchestrator stands.</summary>
internal enum CommandState
{
    /// <summary>Issued by the code.</summary>
    Issued,

    /// <summary>In the history, its answer outstanding (or none expected).</summary>
    Recorded,

    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Answered with a failure.</summary>
    Failed,

    /// <summary>Withdrawn by the code.</summary>
    Cancelled,
}

/// <summary>Something an orchestrator asked for.</summary>
/// <param name="sequence">Its number in the execution, from 0.</param>
internal abstract class Command(int sequence)
{
    // Continuations are queued to the orchestrator's scheduler, never run inside the engine's own call.
    private readonly TaskCompletionSource<string?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Sequence { get; } = sequence;

    public CommandState State { get; private set; } = CommandState.Issued;

    /// <summary>Completes when the command is answered.</summary>
    public Task<string?> Outcome => _outcome.Task;

    /// <summary>The answer is outstanding.</summary>
    public bool IsOpen => State == CommandState.Recorded && IsAnswered;

    /// <summary>The command gets an answer at all.</summary>
    protected virtual bool IsAnswered => true;

    /// <summary>The event that records it.</summary>
    public abstract CommandEvent ToEvent();

    /// <summary>True when <paramref name="recorded"/> is this command.</summary>
    public abstract bool Matches(CommandEvent recorded);

    /// <summary>It is in the history.</summary>
    public void Record() => Move(CommandState.Recorded, CommandState.Issued);

    protected void Complete(string? output)
    {
        Move(CommandState.Completed, CommandState.Recorded);
        _outcome.SetResult(output);
    }

    protected void Fail(Exception failure)
    {
        Move(CommandState.Failed, CommandState.Recorded);
        _outcome.SetException(failure);
    }

    protected void Cancel(CancellationToken token)
    {
        Move(CommandState.Cancelled, CommandState.Recorded);
        _outcome.SetCanceled(token);
    }

    private void Move(CommandState to, CommandState from)
    {
        if (State != from)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} #{Sequence} cannot go from {State} to {to}; only from {from}.");
        }

        State = to;
    }
}
