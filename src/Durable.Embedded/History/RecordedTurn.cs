namespace Trivium.Durable.Embedded;

/// <summary>One turn of a history.</summary>
/// <param name="At">The orchestrator's clock.</param>
/// <param name="Incoming">What woke it, in order.</param>
/// <param name="Commands">What it asked for, in order.</param>
/// <param name="Closing">How it ended the execution, or null.</param>
internal sealed record RecordedTurn(
    DateTimeOffset At,
    IReadOnlyList<IncomingEvent> Incoming,
    IReadOnlyList<CommandEvent> Commands,
    ClosingEvent? Closing)
{
    /// <summary>
    /// The turns of a history. Events before the first turn (the start, and events carried over by continue-as-new)
    /// came in before it and belong to it; <paramref name="waiting"/> holds them while there is no turn yet.
    /// </summary>
    public static IReadOnlyList<RecordedTurn> Split(
        IReadOnlyList<HistoryEvent> history, out IReadOnlyList<IncomingEvent> waiting)
    {
        var turns = new List<RecordedTurn>();
        var incoming = new List<IncomingEvent>();
        var commands = new List<CommandEvent>();
        ClosingEvent? closing = null;
        DateTimeOffset? at = null;
        foreach (HistoryEvent item in history)
        {
            switch (item)
            {
                case TurnStarted started:
                    Close();
                    at = started.At;
                    break;
                case IncomingEvent value:
                    incoming.Add(value);
                    break;
                case CommandEvent value:
                    commands.Add(value);
                    break;
                case ClosingEvent value:
                    closing = value;
                    break;
                default:
                    throw new HistoryUnreadableException(
                        $"A history holds a {item.GetType().Name}, which belongs in none.");
            }
        }

        Close();
        waiting = incoming;
        return turns;

        void Close()
        {
            if (at is not { } time) return;
            turns.Add(new(time, incoming, commands, closing));
            (incoming, commands, closing) = ([], [], null);
        }
    }
}
