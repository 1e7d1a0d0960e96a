namespace Trivium.Express;

/// <summary>A registered activity, as engines run it.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="InputType">The type its input is deserialized to.</param>
/// <param name="OutputType">The type its output is serialized as; <see cref="Nothing"/> for none.</param>
/// <param name="RegisteredAt">Where it was registered.</param>
/// <param name="InvokeAsync">
/// Runs it: the call's context, the input, the services of a scope made for this call, and a token that stops it.
/// </param>
public sealed record ActivityRegistration(
    string Name,
    Type InputType,
    Type OutputType,
    SourceLocation RegisteredAt,
    Func<ActivityContext, object?, IServiceProvider, CancellationToken, Task<object?>> InvokeAsync);
