namespace Trivium.Express;

/// <summary>What an activity may know of its call; declare it as a parameter of the activity's lambda.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="InstanceId">The orchestration instance that called it.</param>
public sealed record ActivityContext(string Name, string InstanceId);
