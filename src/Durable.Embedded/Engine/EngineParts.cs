using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>What a running engine is made of, as far as its client needs it.</summary>
internal sealed record EngineParts(
    DurableCatalog Catalog,
    OrchestrationStore Store,
    CommitWriter Writer,
    InstanceWaiters Waiters,
    TimeProvider TimeProvider);
