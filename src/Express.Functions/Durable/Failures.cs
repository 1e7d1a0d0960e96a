using DurableTask.Core;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;
using DurableFailureDetails = Microsoft.DurableTask.TaskFailureDetails;
using DurableTaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace Trivium.Express.Functions;

/// <summary>Failures to and from Durable Functions, with type, message, stack and cause.</summary>
internal static class Failures
{
    public static TaskFailureDetails From(DurableFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? From(inner) : null);

    public static TaskFailedException From(DurableTaskFailedException exception) =>
        new(exception.TaskName, exception.TaskId, From(exception.FailureDetails));

    /// <summary>
    /// The exception by which an orchestrator fails on Durable Functions with the same details as on other hosts: of
    /// this one the library takes the details as they are, of any other it makes its own.
    /// </summary>
    public static CoreTaskFailedException ToDurable(Exception exception) =>
        new(exception.Message, exception) { FailureDetails = ToCore(TaskFailureDetails.From(exception)) };

    private static FailureDetails ToCore(TaskFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? ToCore(inner) : null,
        isNonRetriable: false);
}
