using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>An activity threw.</summary>
/// <param name="Sequence">The command it answers.</param>
/// <param name="Failure">What it threw.</param>
internal sealed record ActivityFailed(int Sequence, TaskFailureDetails Failure) : IncomingEvent;
