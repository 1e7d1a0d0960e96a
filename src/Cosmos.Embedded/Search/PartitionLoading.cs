using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>A partition that is being indexed from stored items while writes go on.</summary>
internal sealed class PartitionLoading
{
    /// <summary>What was committed since, with the container's LSN after it; used under the index's lock.</summary>
    public List<(ItemChange Change, long Lsn)> Missed { get; } = [];

    /// <summary>The partition, or null when it could not be indexed.</summary>
    public TaskCompletionSource<IndexPartition?> Loaded { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
