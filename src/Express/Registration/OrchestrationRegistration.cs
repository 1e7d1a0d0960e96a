namespace Trivium.Express;

/// <summary>A registered orchestration, as engines run it.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InputType">The type its input is deserialized to.</param>
/// <param name="OutputType">The type its output is serialized as; <see cref="Nothing"/> for none.</param>
/// <param name="RegisteredAt">Where it was registered.</param>
/// <param name="InvokeAsync">Runs the orchestrator with its input; must be called on the engine's scheduler.</param>
public sealed record OrchestrationRegistration(
    string Name,
    Type InputType,
    Type OutputType,
    SourceLocation RegisteredAt,
    Func<IOrchestrationContext, object?, Task<object?>> InvokeAsync);
