namespace Trivium.Express;

/// <summary>
/// The typed name of an activity: one step of an orchestration that may do I/O, is retried by policy and runs at
/// least once. Calling it with the wrong input is a compile error.
/// </summary>
/// <typeparam name="TInput">What the activity is given; serialized as JSON.</typeparam>
/// <typeparam name="TOutput">What it returns; serialized as JSON.</typeparam>
/// <param name="Name">The name in histories: a letter, then letters, digits, <c>-</c> or <c>_</c>.</param>
public sealed record Activity<TInput, TOutput>(string Name)
{
    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
