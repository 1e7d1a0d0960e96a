using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Starts a child orchestration.</summary>
internal sealed class ChildCommand(int sequence, string name, string instanceId, string version, string? input)
    : Command(sequence)
{
    public string InstanceId { get; } = instanceId;

    public override ChildStarted ToEvent() => new(Sequence, name, InstanceId, version, input);

    public override bool Matches(CommandEvent recorded) =>
        recorded is ChildStarted started && started.Sequence == Sequence && started.Name == name
        && started.InstanceId == InstanceId;

    public void Apply(ChildCompleted answer) => Complete(answer.Output);

    public void Apply(ChildFailed answer) => Fail(new TaskFailedException(name, Sequence, answer.Failure));
}
