namespace Trivium.Durable.Embedded;

/// <summary>The instance was ended from outside.</summary>
/// <param name="Output">What its output is, as JSON, or null.</param>
/// <param name="Recursive">Its running children end too.</param>
internal sealed record ExecutionTerminated(string? Output, bool Recursive) : IncomingEvent;
