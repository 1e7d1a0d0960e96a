using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Calls an activity.</summary>
internal sealed class ActivityCommand(int sequence, string name, string? input) : Command(sequence)
{
    public string Name { get; } = name;

    public override ActivityScheduled ToEvent() => new(Sequence, Name, input);

    public override bool Matches(CommandEvent recorded) =>
        recorded is ActivityScheduled scheduled && scheduled.Sequence == Sequence && scheduled.Name == Name;

    public void Apply(ActivityCompleted answer) => Complete(answer.Output);

    public void Apply(ActivityFailed answer) => Fail(new TaskFailedException(Name, Sequence, answer.Failure));
}
