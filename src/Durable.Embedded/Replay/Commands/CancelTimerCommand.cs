namespace Trivium.Durable.Embedded;

/// <summary>Withdraws a timer; carries the timer's number.</summary>
internal sealed class CancelTimerCommand(int timerSequence) : Command(timerSequence)
{
    protected override bool IsAnswered => false;

    public override TimerCancelled ToEvent() => new(Sequence);

    public override bool Matches(CommandEvent recorded) =>
        recorded is TimerCancelled cancelled && cancelled.Sequence == Sequence;
}
