using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>A child orchestration failed, was terminated, or could not be started.</summary>
/// <param name="Sequence">The command it answers.</param>
/// <param name="Failure">Why.</param>
internal sealed record ChildFailed(int Sequence, TaskFailureDetails Failure) : IncomingEvent;
