namespace Trivium.FunctionsTestHost;

/// <summary>A function to be run once.</summary>
/// <param name="Function">Which.</param>
/// <param name="Inputs">The values of its bindings by name.</param>
public sealed record Invocation(WorkerFunction Function, IReadOnlyDictionary<string, TypedValue> Inputs)
{
    /// <summary>What the trigger knows besides.</summary>
    public IReadOnlyDictionary<string, TypedValue> TriggerMetadata { get; init; } =
        new Dictionary<string, TypedValue>();
}

/// <summary>A function failed in the worker.</summary>
public sealed class FunctionFailedException(string function, string message, string? exceptionType)
    : Exception($"{function} failed: {message}")
{
    /// <summary>The message the worker sent, which may be written for machines.</summary>
    public string Reason => message;

    /// <summary>The type of the exception in the worker.</summary>
    public string? ExceptionType => exceptionType;
}

/// <summary>The worker's process ended, so that nobody knows how far the function came.</summary>
public sealed class WorkerLostException(string what) : IOException($"The worker is gone: {what}");
