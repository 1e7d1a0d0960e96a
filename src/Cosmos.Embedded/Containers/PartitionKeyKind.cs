namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>How a container's partition key is hashed.</summary>
internal enum PartitionKeyKind
{
    /// <summary>One path (or several hashed as one).</summary>
    Hash,

    /// <summary>A hierarchy of up to three levels, each hashed by itself.</summary>
    MultiHash,
}
