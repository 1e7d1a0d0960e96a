using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// One execution of an orchestrator, live: its code between two awaits, its open commands, its events. Built by
/// replaying the history, or kept from turn to turn; both give the same.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly OrchestrationRegistration _registration;
    private readonly OrchestrationScheduler _scheduler;
    private readonly RunContext _context;
    private readonly Action<Exception> _onForeign;
    private Task<object?>? _root;
    private bool _rootEndedOnTurn;
    private Exception? _fault;

    /// <summary>Makes the run; nothing executes before the first turn.</summary>
    /// <param name="registration">The orchestrator.</param>
    /// <param name="started">The execution's first event.</param>
    /// <param name="loggerFactory">Makes the replay-safe loggers.</param>
    /// <param name="onForeign">Called, on any thread and outside a turn, when the code is found to have left its
    /// scheduler.</param>
    public OrchestrationRun(
        OrchestrationRegistration registration,
        ExecutionStarted started,
        ILoggerFactory loggerFactory,
        Action<Exception> onForeign)
    {
        _registration = registration;
        _onForeign = onForeign;
        Started = started;
        Commands = new(started.Name, started.InstanceId);
        _scheduler = new(() => ReportForeign("was continued"), exception => _fault ??= exception);
        _context = new(this, loggerFactory);
    }

    public ExecutionStarted Started { get; }

    public CommandLedger Commands { get; }

    public EventInbox Events { get; } = new();

    public bool IsSuspended { get; private set; }

    /// <summary>The clock of the current turn.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The custom status this execution has set, as JSON; null: it has set none.</summary>
    public CustomStatus? CustomStatus { get; set; }

    /// <summary>Set by continue-as-new: the input, and whether events are kept.</summary>
    public (string? Input, bool KeepEvents)? Restart { get; set; }

    private OrchestrationRuntimeStatus Waiting =>
        IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running;

    /// <summary>Repeats the turns of a history.</summary>
    /// <exception cref="NonDeterminismException">The code does something else than the history says.</exception>
    public void Replay(IReadOnlyList<RecordedTurn> turns)
    {
        foreach (RecordedTurn turn in turns)
        {
            Commands.BeginReplay(turn.Commands);
            Execute(turn.At, turn.Incoming);
            if (_fault is not null) throw _fault;
            Commands.EndReplay();
            if (turn.Closing is null && _root is { IsCompleted: true })
            {
                throw new NonDeterminismException(
                    Started.Name, Started.InstanceId, Commands.NextSequence(), "the orchestrator waited", "ended");
            }
        }
    }

    /// <summary>Runs a new turn.</summary>
    public TurnOutcome Turn(DateTimeOffset now, IReadOnlyList<IncomingEvent> incoming)
    {
        // Never before a timer that fired, nor before the turn before: the machine's clock may have been set back.
        foreach (TimerFired fired in incoming.OfType<TimerFired>()) now = fired.FireAt > now ? fired.FireAt : now;
        Execute(now > Now ? now : Now, incoming);
        IReadOnlyList<CommandEvent> commands = Commands.TakeRecorded();
        if (_fault is not null) return TurnOutcome.Failed(_fault);
        if (_root is { IsCompleted: true })
        {
            return Volatile.Read(ref _rootEndedOnTurn)
                ? End(_root, commands)
                : TurnOutcome.Failed(LeftScheduler("ended"));
        }

        return Commands.OpenCount + Events.WaiterCount == 0
            ? TurnOutcome.Failed(NonDurableAwaitException.NothingOutstanding(Started.Name, Started.InstanceId))
            : new(Waiting, commands, null);
    }

    /// <summary>Throws unless called by the orchestrator, on its scheduler, in a turn.</summary>
    /// <exception cref="NonDurableAwaitException">It was not.</exception>
    public void Guard(string member)
    {
        if (_scheduler.IsOnTurn) return;
        ReportForeign($"called context.{member}");
        throw LeftScheduler($"called context.{member}");
    }

    /// <summary>Issues a command; a violation fails the instance even where the code swallows the exception.</summary>
    public void Issue(Command command) => Violating(() => Commands.Issue(command));

    /// <summary>Runs a cancellation on the turn, or reports that it came from outside it.</summary>
    public void OnTurn(Action action)
    {
        if (_scheduler.IsOnTurn) Violating(action);
        else ReportForeign("was cancelled");
    }

    private void Violating(Action action)
    {
        try
        {
            action();
        }
        catch (NonDeterminismException exception)
        {
            _fault ??= exception;
            throw;
        }
    }

    private void Execute(DateTimeOffset at, IReadOnlyList<IncomingEvent> incoming)
    {
        Now = at;
        _scheduler.RunTurn(() =>
        {
            foreach (IncomingEvent value in incoming)
            {
                if (HasStopped()) return;
                Apply(value);
                _scheduler.Drain(HasStopped);
            }
        });
    }

    private bool HasStopped() => _fault is not null || _root is { IsCompleted: true };

    private void Apply(IncomingEvent incoming)
    {
        switch (incoming)
        {
            case ExecutionStarted:
                _scheduler.Post(Begin);
                break;
            case ActivityCompleted value:
                Commands.Answer(value.Sequence, command => ((ActivityCommand)command).Apply(value));
                break;
            case ActivityFailed value:
                Commands.Answer(value.Sequence, command => ((ActivityCommand)command).Apply(value));
                break;
            case ChildCompleted value:
                Commands.Answer(value.Sequence, command => ((ChildCommand)command).Apply(value));
                break;
            case ChildFailed value:
                Commands.Answer(value.Sequence, command => ((ChildCommand)command).Apply(value));
                break;
            case TimerFired value:
                Commands.Answer(value.Sequence, command => ((TimerCommand)command).Apply(value));
                break;
            case EventRaised value:
                Events.Add(value);
                break;
            case ExecutionSuspended:
                IsSuspended = true;
                break;
            case ExecutionResumed:
                IsSuspended = false;
                break;
            default:
                throw new InvalidOperationException($"{incoming.GetType().Name} is nothing an orchestrator is given.");
        }
    }

    private void Begin()
    {
        try
        {
            object? input = Payload.Read(
                Started.Input, _registration.InputType, $"The input of orchestration '{Started.Name}'");
            _root = _registration.InvokeAsync(_context, input)
                ?? throw new InvalidOperationException(
                    $"Orchestrator '{Started.Name}' returned null instead of a task.");
        }
        catch (Exception exception)
        {
            _root = Task.FromException<object?>(exception);
        }

        _root.ContinueWith(
            _ =>
            {
                Volatile.Write(ref _rootEndedOnTurn, _scheduler.IsOnTurn);
                if (!_scheduler.IsOnTurn) ReportForeign("ended");
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private TurnOutcome End(Task<object?> root, IReadOnlyList<CommandEvent> commands)
    {
        if (root.IsFaulted) return TurnOutcome.Failed(root.Exception.InnerException ?? root.Exception, commands);
        if (root.IsCanceled) return TurnOutcome.Failed(new TaskCanceledException(root), commands);
        if (Restart is { } restart)
        {
            return new(Waiting, commands, null)
            {
                ContinueAsNew = new(restart.Input, restart.KeepEvents ? [.. Events.Unprocessed] : []),
            };
        }

        try
        {
            string? output = Payload.Write(root.Result, $"The output of orchestration '{Started.Name}'");
            return new(OrchestrationRuntimeStatus.Completed, commands, new ExecutionCompleted(output));
        }
        catch (PayloadException exception)
        {
            return TurnOutcome.Failed(exception, commands);
        }
    }

    private NonDurableAwaitException LeftScheduler(string did) =>
        NonDurableAwaitException.LeftScheduler(Started.Name, Started.InstanceId, did);

    private void ReportForeign(string did) => _onForeign(LeftScheduler(did));
}
