namespace Trivium.Errors;

/// <summary>
/// A fault with a code. The message is for the caller: what was wrong, with the value and the limit, and what to do.
/// </summary>
/// <param name="code">What kind of fault.</param>
/// <param name="message">What was wrong and what to do; shown to the caller.</param>
/// <param name="innerException">The cause; logged, never shown.</param>
public sealed class TriviumException(ErrorCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of fault.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>The faulty fields and what is wrong with each, where the request was validated; else null.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>True where the same request may succeed later without a change.</summary>
    public bool IsTransient => Code is ErrorCode.RateLimited or ErrorCode.Unavailable;
}
