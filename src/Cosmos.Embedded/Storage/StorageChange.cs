using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>One change of a write transaction as storage must keep it.</summary>
internal abstract record StorageChange
{
    // The objects of a change and the nodes of its version of the tree.
    private const int ObjectBytes = 1024;

    private StorageChange()
    {
    }

    /// <summary>About how much memory it keeps until it is committed.</summary>
    public virtual long Bytes => ObjectBytes;

    public sealed record PutDatabase(DatabaseState Database) : StorageChange;

    public sealed record DropDatabase(uint Number) : StorageChange;

    /// <param name="Container">The container after the change.</param>
    /// <param name="IsExpiryChanged">Whether its items now expire at another time.</param>
    public sealed record PutContainer(ContainerState Container, bool IsExpiryChanged = false) : StorageChange;

    public sealed record DropContainer(uint Number) : StorageChange;

    /// <param name="Container">The container after the change.</param>
    /// <param name="Before">The item whose row it takes; null when it is a new one.</param>
    /// <param name="Item">The item.</param>
    /// <param name="UniqueKeys">All entries it occupies in the unique keys.</param>
    public sealed record PutItem(
        ContainerState Container, StoredItem? Before, StoredItem Item, IReadOnlyList<string> UniqueKeys) : StorageChange
    {
        /// <summary>What the search index needs of the item, if the container has one.</summary>
        public SearchFeatures? Features { get; init; }

        public override long Bytes =>
            ObjectBytes + Item.Body.Length + (Before?.Body.Length ?? 0) + (Features?.Bytes ?? 0);
    }

    /// <param name="Container">The container after the change.</param>
    /// <param name="Item">The item that was taken out.</param>
    public sealed record RemoveItem(ContainerState Container, StoredItem Item) : StorageChange
    {
        public override long Bytes => ObjectBytes + Item.Body.Length;
    }
}
