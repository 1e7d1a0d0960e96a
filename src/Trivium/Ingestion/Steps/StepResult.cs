using Trivium.Errors;

namespace Trivium.Ingestion.Steps;

/// <summary>
/// What an activity returns. A permanent fault is a result, so that it is not tried again and keeps its code; a
/// transient
/// one is thrown (<see cref="TransientStepException"/>) and tried again by the engine.
/// </summary>
/// <param name="Value">What it came to; null when it failed.</param>
/// <param name="Usage">What it used.</param>
/// <param name="Fault">Why it cannot succeed; null when it did.</param>
internal sealed record StepResult<T>(T? Value, StepUsage Usage, StepFault? Fault);

/// <summary>What one successful attempt used.</summary>
/// <param name="RequestUnits">Request units.</param>
/// <param name="Tokens">Model tokens.</param>
/// <param name="DurationMs">Milliseconds.</param>
/// <param name="StoredBytes">Bytes of JSON stored.</param>
/// <param name="EmbeddingsReused">Embeddings that did not have to be made.</param>
internal sealed record StepUsage(
    double RequestUnits, long Tokens, long DurationMs, long StoredBytes, long EmbeddingsReused = 0)
{
    /// <summary>Both together.</summary>
    public StepUsage Plus(StepUsage other) => new(
        RequestUnits + other.RequestUnits,
        Tokens + other.Tokens,
        DurationMs + other.DurationMs,
        StoredBytes + other.StoredBytes,
        EmbeddingsReused + other.EmbeddingsReused);
}

/// <summary>A permanent fault.</summary>
internal sealed record StepFault(ErrorCode Code, string Message);

/// <summary>A fault of an activity that another attempt may not have.</summary>
internal sealed class TransientStepException(string message, Exception? innerException = null)
    : Exception(message, innerException);

/// <summary>The store or an endpoint was busy (429) for longer than an attempt waits. Not counted as a fault.</summary>
internal sealed class BusyStepException(string message, Exception? innerException = null)
    : Exception(message, innerException);
