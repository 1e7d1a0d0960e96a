namespace Trivium.Express;

/// <summary>The typed name of an orchestration: durable, replayed code that calls activities.</summary>
/// <typeparam name="TInput">What an instance is started with; serialized as JSON.</typeparam>
/// <typeparam name="TOutput">What a completed instance leaves; serialized as JSON.</typeparam>
/// <param name="Name">The name in histories: a letter, then letters, digits, <c>-</c> or <c>_</c>.</param>
public sealed record Orchestration<TInput, TOutput>(string Name)
{
    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
