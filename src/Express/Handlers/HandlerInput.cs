namespace Trivium.Express;

/// <summary>The input of a call as the lambda wants it.</summary>
internal static class HandlerInput
{
    public static T As<T>(HandlerCall call) => call.Input switch
    {
        T input => input,
        null when default(T) is null => default!,
        null => throw new InvalidOperationException(
            $"The activity '{call.Context?.Name}' was called without an input; it takes {TypeNames.Of(typeof(T))}."),
        var other => throw new InvalidOperationException(
            $"The activity '{call.Context?.Name}' was called with {TypeNames.Of(other.GetType())}; "
            + $"it takes {TypeNames.Of(typeof(T))}."),
    };
}
