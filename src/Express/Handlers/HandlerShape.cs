namespace Trivium.Express;

/// <summary>What a lambda must look like.</summary>
internal sealed record HandlerShape(Type InputType, Type OutputType, bool TakesActivityContext);

/// <summary>What a lambda's parameters are filled from.</summary>
internal sealed record HandlerCall(
    ActivityContext? Context, object? Input, IServiceProvider Services, CancellationToken CancellationToken);
