namespace Trivium.Durable.Embedded;

/// <summary>An orchestrator did something else in replay than its history says. Its instance fails.</summary>
public sealed class NonDeterminismException : InvalidOperationException
{
    internal NonDeterminismException(string name, string instanceId, int sequence, string history, string code)
        : base($"Orchestrator '{name}' (instance '{instanceId}') is not deterministic at #{sequence}: its history says "
            + $"{history}; the code {code}. {LikelyCauses}")
    {
        Sequence = sequence;
    }

    private const string LikelyCauses =
        "Likely the orchestrator was changed while this instance ran, or it decides by something that differs between "
        + "replays: a clock, a random number, a setting, a static, or the order of a dictionary.";

    /// <summary>The number of the command at which history and code part.</summary>
    public int Sequence { get; }
}
