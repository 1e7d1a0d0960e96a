using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// Follows the committed items, such as an index over them. Called by the writer, one call at a time: when the changes
/// are durable and before any reader is shown a version that has them. So it must be quick, and must not fail.
/// </summary>
internal interface IItemObserver
{
    /// <param name="container">The container after the changes; its items are not to be read from it.</param>
    /// <param name="changes">In the order in which they were made.</param>
    void Committed(ContainerState container, IReadOnlyList<ItemChange> changes);

    /// <summary>The container is gone, with all its items.</summary>
    void Dropped(ContainerState container);
}

/// <summary>One written item.</summary>
/// <param name="Before">What the write replaced or removed, expired or not; null for a new item.</param>
/// <param name="After">The item; null when it was removed.</param>
internal readonly record struct ItemChange(StoredItem? Before, StoredItem? After)
{
    /// <summary>What was decoded of the item for the search index before it was written, if anything.</summary>
    public SearchFeatures? Features { get; init; }
}
