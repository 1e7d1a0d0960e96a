namespace Trivium.Express;

/// <summary>Why an activity or orchestration failed, as it is kept in histories.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown, or null.</param>
/// <param name="InnerFailure">The cause of the cause, or null.</param>
public sealed record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace = null, TaskFailureDetails? InnerFailure = null)
{
    /// <summary>The details of an exception and of its inner exceptions.</summary>
    public static TaskFailureDetails From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        // A failed call inside an orchestrator is reported with its own cause, not as a chain of wrappers.
        return new(
            exception.GetType().FullName ?? exception.GetType().Name,
            exception.Message,
            exception.StackTrace,
            exception is TaskFailedException failed
                ? failed.FailureDetails
                : exception.InnerException is { } inner ? From(inner) : null);
    }

    /// <summary>
    /// True where the failure was thrown as a <typeparamref name="TException"/> (or, when the type can be loaded, a
    /// subtype).
    /// </summary>
    public bool IsCausedBy<TException>()
        where TException : Exception =>
        ErrorType == typeof(TException).FullName
        || (Type.GetType(ErrorType) ?? typeof(TException).Assembly.GetType(ErrorType)) is { } type
            && typeof(TException).IsAssignableFrom(type);
}
