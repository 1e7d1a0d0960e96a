namespace Trivium.Durable.Embedded;

/// <summary>
/// Changes of the engine's behaviour that alter how a history replays. Each execution keeps those it was started
/// with, so that histories recorded before a change go on replaying as they were recorded.
/// </summary>
[Flags]
internal enum EngineBehaviors
{
    /// <summary>The first version.</summary>
    None = 0,

    /// <summary>Everything this engine knows; new executions start with it.</summary>
    Current = None,
}
