namespace Trivium.Express;

/// <summary>Thrown inside an orchestrator when an activity or child orchestration it awaits has failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Makes the exception for a failed call.</summary>
    /// <param name="taskName">The activity's or orchestration's name.</param>
    /// <param name="taskId">The sequence number of the call in its orchestration.</param>
    /// <param name="failureDetails">Why it failed.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed: {failureDetails?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The activity's or orchestration's name.</summary>
    public string TaskName { get; }

    /// <summary>The sequence number of the call in its orchestration.</summary>
    public int TaskId { get; }

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
