namespace Trivium.Durable.Embedded;

/// <summary>Creates a timer.</summary>
internal sealed class TimerCommand(int sequence, DateTimeOffset fireAt) : Command(sequence)
{
    public override TimerCreated ToEvent() => new(Sequence, fireAt);

    // Not the time: a delay that was changed does not change what the code does next.
    public override bool Matches(CommandEvent recorded) =>
        recorded is TimerCreated created && created.Sequence == Sequence;

    public void Apply(TimerFired answer)
    {
        _ = answer;
        Complete(null);
    }

    public void Withdraw(CancellationToken token) => Cancel(token);
}
