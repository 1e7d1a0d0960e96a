namespace Trivium.Durable.Embedded;

/// <summary>
/// The commands of one execution: numbers them, records new ones, holds replayed ones against the history, and hands
/// each answer to the command it is for.
/// </summary>
internal sealed class CommandLedger(string name, string instanceId)
{
    private readonly Dictionary<int, Command> _open = [];
    private readonly List<CommandEvent> _recorded = [];
    private Queue<CommandEvent>? _expected;
    private int _nextSequence;

    /// <summary>True while commands are held against a history rather than recorded.</summary>
    public bool IsReplaying => _expected is not null;

    /// <summary>Commands whose answer is outstanding.</summary>
    public int OpenCount => _open.Count;

    /// <summary>The next command's number.</summary>
    public int NextSequence() => _nextSequence++;

    /// <summary>Starts a turn that history holds.</summary>
    public void BeginReplay(IReadOnlyList<CommandEvent> commands) => _expected = new(commands);

    /// <summary>Ends a replayed turn.</summary>
    /// <exception cref="NonDeterminismException">History has commands the code did not issue.</exception>
    public void EndReplay()
    {
        Queue<CommandEvent> expected = _expected ?? new();
        _expected = null;
        if (expected.TryPeek(out CommandEvent? missed))
            throw new NonDeterminismException(
                name, instanceId, missed.Sequence, missed.Describe(), "did nothing there");
    }

    /// <summary>Takes the commands recorded since the last call.</summary>
    public IReadOnlyList<CommandEvent> TakeRecorded()
    {
        CommandEvent[] taken = [.. _recorded];
        _recorded.Clear();
        return taken;
    }

    /// <summary>Records a command, or finds it in the history.</summary>
    /// <exception cref="NonDeterminismException">History has another command there, or none.</exception>
    public void Issue(Command command)
    {
        if (_expected is null)
        {
            _recorded.Add(command.ToEvent());
        }
        else if (!_expected.TryDequeue(out CommandEvent? expected))
        {
            throw new NonDeterminismException(
                name, instanceId, command.Sequence, "it did nothing more in this turn", command.ToEvent().Describe());
        }
        else if (!command.Matches(expected))
        {
            throw new NonDeterminismException(
                name, instanceId, expected.Sequence, expected.Describe(), command.ToEvent().Describe());
        }

        command.Record();
        if (command.IsOpen) _open.Add(command.Sequence, command);
    }

    /// <summary>Withdraws a timer that has not fired.</summary>
    public void Withdraw(TimerCommand timer, CancellationToken token)
    {
        if (!_open.Remove(timer.Sequence)) return;
        Issue(new CancelTimerCommand(timer.Sequence));
        timer.Withdraw(token);
    }

    /// <summary>
    /// Hands an answer to its command. An answer nobody waits for any more (a cancelled timer's) is nothing.
    /// </summary>
    public void Answer(int sequence, Action<Command> apply)
    {
        if (_open.Remove(sequence, out Command? command)) apply(command);
    }
}
