using Trivium.Errors;
using Trivium.Express;
using Trivium.Ingestion.Steps;

namespace Trivium.Ingestion;

/// <summary>Ends an ingestion inside its orchestrator: an activity failed for good.</summary>
internal sealed class StageFault(string stage, string activity, ErrorCode code, string message, bool retryable)
    : Exception(message)
{
    public string Activity { get; } = activity;

    public static StageFault Of(string stage, string activity, StepFault fault) =>
        new(stage, activity, fault.Code, fault.Message, retryable: false);

    /// <summary>A fault that outlived its retries, or one of the engine's.</summary>
    public static StageFault Of(string stage, string activity, TaskFailedException exception) =>
        StepRetries.Is<TransientStepException>(exception) || StepRetries.Is<BusyStepException>(exception)
            ? new(stage, activity, ErrorCode.Unavailable, exception.FailureDetails.ErrorMessage, retryable: true)
            : new(stage, activity, ErrorCode.Internal, "Internal error", retryable: false);

    /// <summary>As the record has it; the attempt is filled in from the record's own count.</summary>
    public IngestionError ToError() => new(stage, ProblemMapping.Word(code), Message, 0, retryable);
}
