using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>The orchestrator threw, or broke the rules of replay.</summary>
/// <param name="Failure">Why.</param>
internal sealed record ExecutionFailed(TaskFailureDetails Failure) : ClosingEvent;
