namespace Trivium.Durable.Embedded;

/// <summary>Raises an event at another instance; nothing answers it.</summary>
internal sealed class SendEventCommand(int sequence, string instanceId, string name, string? payload)
    : Command(sequence)
{
    protected override bool IsAnswered => false;

    public override EventSent ToEvent() => new(Sequence, instanceId, name, payload);

    public override bool Matches(CommandEvent recorded) =>
        recorded is EventSent sent && sent.Sequence == Sequence && sent.InstanceId == instanceId && sent.Name == name;
}
