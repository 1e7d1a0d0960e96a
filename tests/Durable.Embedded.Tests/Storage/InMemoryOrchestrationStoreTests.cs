namespace Trivium.Durable.Embedded.Tests;

public sealed class InMemoryOrchestrationStoreTests : OrchestrationStoreTests
{
    protected override OrchestrationStore Create() => OrchestrationStore.InMemory();
}
