namespace Trivium.Cosmos.Embedded.Tests.Conformance;

// Every suite once more on items in a file: both kinds of engine mean the same.

public sealed class StoredBatchTests : BatchTests
{
    protected override bool IsStored => true;
}

public sealed class StoredChangeFeedTests : ChangeFeedTests
{
    protected override bool IsStored => true;
}

public sealed class StoredConcurrencyTests : ConcurrencyTests
{
    protected override bool IsStored => true;
}

public sealed class StoredContainerTests : ContainerTests
{
    protected override bool IsStored => true;
}

public sealed class StoredHeldBackReadsTests : HeldBackReadsTests
{
    protected override bool IsStored => true;
}

public sealed class StoredHierarchyTests : HierarchyTests
{
    protected override bool IsStored => true;
}

public sealed class StoredItemTests : ItemTests
{
    protected override bool IsStored => true;
}

public sealed class StoredPatchTests : PatchTests
{
    protected override bool IsStored => true;
}

public sealed class StoredQueryTests : QueryTests
{
    protected override bool IsStored => true;
}

public sealed class StoredSearchTests : SearchTests
{
    protected override bool IsStored => true;
}

public sealed class StoredTimeToLiveTests : TimeToLiveTests
{
    protected override bool IsStored => true;
}
